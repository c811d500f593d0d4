// Builds the extension (Node, CommonJS), the webview (browser) and, with --tests, the integration tests.
//
//   node esbuild.js [--production] [--watch] [--tests]
//
// What is not needed at activation is an entry point of its own, loaded by a dynamic import: the plugin
// `lazyRooms` turns `import('./x')` of such a file into a load of the finished bundle.
'use strict';
const esbuild = require('esbuild');
const path = require('node:path');
const fs = require('node:fs');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const root = __dirname;

/** Bundles of the extension host: output name → source. Everything but `extension` loads on first use. */
const hostEntryPoints = {
  extension: 'src/extension.ts',
  services: 'src/services.ts',
  inference: 'src/core/inference/client.ts',
  editor: 'src/editor/editorActions.ts',
  continuation: 'src/editor/continuation/continuations.ts',
  offers: 'src/editor/offers/offers.ts',
  attachments: 'src/views/attachments/attachmentActions.ts',
  // Not imported by anybody: it runs in a thread of its own.
  tokenizerWorker: 'src/platform/tokenizerWorker.ts',
  // The same, and what it loads: a library for each kind of document.
  documentWorker: 'src/platform/documentWorker.ts',
  pdfText: 'src/core/documents/pdfText.ts',
  wordText: 'src/core/documents/wordText.ts',
  sheetText: 'src/core/documents/sheetText.ts',
  pageText: 'src/core/documents/pageText.ts',
  exchange: 'src/exchange/exchangeActions.ts',
  prompts: 'src/prompts/promptActions.ts',
  batch: 'src/batch/batchActions.ts',
};

/** Dynamic imports of an entry point stay imports of its bundle; any other dynamic import is a mistake. */
const lazyRooms = {
  name: 'lazy-rooms',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const wanted = path.resolve(args.resolveDir, args.path).replace(/\.(js|ts)$/, '');
      for (const [name, source] of Object.entries(hostEntryPoints)) {
        if (path.resolve(root, source).replace(/\.ts$/, '') === wanted) {
          return { path: `./${name}.js`, external: true };
        }
      }
      return { errors: [{ text: `${args.path} is imported lazily but is no entry point of esbuild.js` }] };
    });
  },
};

/**
 * `@huggingface/inference` declares no `sideEffects`, so a bundle of it carries every provider's code
 * (401 KB instead of 79 KB, measured with 4.13). Its modules only declare things.
 */
const huggingFaceWithoutSideEffects = {
  name: 'huggingface-without-side-effects',
  setup(build) {
    build.onResolve({ filter: /./ }, async (args) => {
      if (args.pluginData === 'resolved-once') return undefined;
      const fromHuggingFace = args.importer.includes(`${path.sep}@huggingface${path.sep}`);
      if (!args.path.startsWith('@huggingface/') && !fromHuggingFace) return undefined;
      const result = await build.resolve(args.path, {
        kind: args.kind,
        resolveDir: args.resolveDir,
        importer: args.importer,
        pluginData: 'resolved-once',
      });
      return result.errors.length > 0 || result.external ? result : { ...result, sideEffects: false };
    });
  },
};

/**
 * mammoth brings what unpacks and packs documents, and what writes XML: 170 KB. `core/documents/wordText` hands it
 * documents that are unpacked within bounds, and has it write nothing.
 */
const mammothReadsOnly = {
  name: 'mammoth-reads-only',
  setup(build) {
    build.onResolve({ filter: /^(jszip|xmlbuilder)$/ }, ({ path: name, importer }) =>
      importer.includes(`${path.sep}mammoth${path.sep}`) ? { path: name, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // Licences go into one file: see writeNotices.
  legalComments: 'none',
  metafile: true,
  logLevel: 'info',
  absWorkingDir: root,
};

const host = {
  ...shared,
  entryPoints: hostEntryPoints,
  outdir: 'dist',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  // The SDK reads `navigator` on each request, and the extension host warns whoever touches it.
  define: { navigator: 'undefined' },
  plugins: [lazyRooms, huggingFaceWithoutSideEffects, mammothReadsOnly],
};

const webview = {
  ...shared,
  entryPoints: { chat: 'webview/chat/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'esm',
  target: 'chrome138',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  tsconfig: 'webview/tsconfig.json',
};

const integrationTests = {
  ...shared,
  minify: false,
  sourcemap: 'inline',
  entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
  outbase: 'test/integration',
  outdir: 'out/test/integration',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode', 'mocha'],
};

/** What a package brings with it that is none of its own. */
const insideUnpdf =
  'PDF.js 5.4.296 (Apache-2.0), within unpdf\n\nCopyright Mozilla Foundation and contributors. ' +
  'Licensed under the Apache License, Version 2.0, whose text stands above, under @huggingface/tokenizers.';

/**
 * Writes the licences of everything that is bundled to `dist/ThirdPartyNotices.txt`, as most of them ask for.
 * A package that brings no licence file is named with the licence that its manifest gives.
 */
function writeNotices(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const notices = [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
      );
      const file = fs
        .readdirSync(path.join(root, folder))
        .find((entry) => /^(licen[cs]e|copying)\b/i.test(entry));
      const text = file === undefined ? '' : fs.readFileSync(path.join(root, folder, file), 'utf8').trim();
      return `${name} ${version} (${license})\n\n${text}`.trim();
    });
  notices.push(insideUnpdf);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const head = 'Huggingphaze contains the following software of others.';
  fs.writeFileSync(path.join(root, 'dist', 'ThirdPartyNotices.txt'), `${[head, ...notices].join(rule)}\n`);
}

async function main() {
  const configurations = [host, webview, ...(tests ? [integrationTests] : [])];
  if (watch) {
    for (const configuration of configurations) await (await esbuild.context(configuration)).watch();
    return;
  }
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  if (tests) fs.rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
  const built = await Promise.all(configurations.map((configuration) => esbuild.build(configuration)));
  writeNotices(built.slice(0, 2));
}

main().catch((error) => {
  process.exitCode = 1;
  if (!error.errors) console.error(error);
});
