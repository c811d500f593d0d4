import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { ContenderFile } from './render/run';

const folder = path.join(import.meta.dirname, 'render');

const shared = {
  bundle: true,
  minify: true,
  write: false,
  legalComments: 'none',
  platform: 'browser',
  target: 'chrome138',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfig: path.join(folder, '../../../webview/tsconfig.json'),
} as const satisfies BuildOptions;

/** The script for the page: `renderBench.measure`, with all contenders. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [path.join(folder, 'page.ts')],
    format: 'iife',
    globalName: 'renderBench',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('no script was built');
  return script.text;
}

/** Bytes of a contender with all it needs from the start, minified; not what it loads when it needs it. */
export async function sizeOf(contender: ContenderFile): Promise<number> {
  const { metafile } = await build({
    ...shared,
    entryPoints: [path.join(folder, 'contenders', `${contender}.ts`)],
    format: 'esm',
    splitting: true,
    outdir: 'out',
    metafile: true,
  });
  const wanted = Object.keys(metafile.outputs).filter((name) =>
    metafile.outputs[name]?.entryPoint?.includes(`/contenders/${contender}.ts`),
  );
  const counted = new Set(wanted);
  // A set may be added to while it is gone through.
  for (const name of counted) {
    for (const { path: imported, kind } of metafile.outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') counted.add(imported);
    }
  }
  return [...counted].reduce((sum, name) => sum + (metafile.outputs[name]?.bytes ?? 0), 0);
}
