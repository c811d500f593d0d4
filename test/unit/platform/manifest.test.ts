import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { explainLevels } from '../../../src/core/text/explain/explainLevel';
import { chatViewId, commandIds, contextKeys } from '../../../src/platform/commands';
import { routingPolicies, settingDefaults, settingsSection } from '../../../src/platform/settings';

interface Property {
  readonly default: unknown;
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly examples?: readonly string[];
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly pricing: string;
  readonly license: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: boolean | 'limited';
      readonly description: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: boolean;
  };
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly type: string }[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<
      Record<
        string,
        readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]
      >
    >;
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly walkthroughs: readonly {
      readonly title: string;
      readonly steps: readonly {
        readonly title: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const root = path.resolve(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const commands = new Set<string>(Object.values(commandIds));
const sources = filesBelow('src').map((file) => readFileSync(file, 'utf8'));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The context keys of a `when` clause; a clause that VS Code could not parse fails. */
function keysOf(when: string): readonly string[] {
  return when.split(/&&|\|\|/).map((part) => {
    const term = /^[\s(]*!?([\w.]+)(?: [=!]= [\w.-]+)?[\s)]*$/.exec(part);
    assert.ok(term?.[1] !== undefined, `“${part}” in “${when}”`);
    return term[1];
  });
}

/** Context keys of VS Code, in the version of `engines`, that our clauses use. */
const keysOfVsCode: ReadonlySet<string> = new Set([
  'editorFocus',
  'editorReadonly',
  'editorTextFocus',
  'explorerResourceIsFolder',
  'findWidgetVisible',
  'focusedView',
  'inSnippetMode',
  'inputFocus',
  'resourceExtname',
  'resourceScheme',
  'scmProvider',
  'suggestWidgetVisible',
  'terminalTextSelected',
  'view',
]);

suite('What package.json promises', () => {
  test('every command in the palette is one that we register, and the other way round', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commands].sort());
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Huggingphaze', command);
      assert.notEqual(title, '', command);
    }
  });

  test('what people put into their own keys, scripts and settings keeps its name', () => {
    assert.deepEqual([manifest.publisher, manifest.name], ['huggingphaze', 'huggingphaze']);
    const ids = contributes.commands.map(({ command }) => command);
    for (const name of [
      'signIn',
      'signOut',
      'selectModel',
      'newChat',
      'ask',
      'explainSelection',
      'rewriteSelection',
      'stop',
      'acceptRewrite',
      'discardRewrite',
      'showLog',
    ]) {
      assert.ok(ids.includes(`huggingphaze.${name}`), name);
    }
    const defaults = Object.entries(contributes.configuration.properties).map(
      ([name, property]) => [name, property.default] as const,
    );
    assert.deepEqual(
      new Map(defaults),
      new Map<string, unknown>([
        ['huggingphaze.model', ''],
        ['huggingphaze.routing', 'fastest'],
        ['huggingphaze.customInstructions', ''],
        ['huggingphaze.maxTokens', null],
        ['huggingphaze.temperature', null],
        ['huggingphaze.betterTitles', true],
        ['huggingphaze.keepHistory', true],
        ['huggingphaze.offerSelection', true],
        ['huggingphaze.explainLevel', 'knowALittle'],
        ['huggingphaze.hover', true],
        ['huggingphaze.disabledFor', []],
        ['huggingphaze.continueAutomatically', false],
        ['huggingphaze.continueAtMost', 200],
        ['huggingphaze.continueModel', ''],
        ['huggingphaze.billTo', ''],
        ['huggingphaze.routerUrl', 'https://router.huggingface.co'],
        ['huggingphaze.hubUrl', 'https://huggingface.co'],
      ]),
    );
    assert.equal(chatViewId, 'huggingphaze.chat');
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
    assert.equal(titles.get('huggingphaze.signIn'), 'Set Hugging Face Token…');
    assert.equal(titles.get('huggingphaze.ask'), 'Ask…');
  });

  test('no menu, key or walkthrough leads to a command that is not there', () => {
    const submenus = new Set(contributes.submenus.map(({ id }) => id));
    for (const items of Object.values(contributes.menus)) {
      for (const { command, submenu } of items) {
        assert.ok(command === undefined || commands.has(command), command);
        assert.ok(submenu === undefined || submenus.has(submenu), submenu);
      }
    }
    for (const { command } of contributes.keybindings) assert.ok(commands.has(command), command);
    const ours = new Set([...commands, `${chatViewId}.focus`]);
    const texts = [
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
      ...Object.values(contributes.configuration.properties).map(
        (property) => property.markdownDescription ?? '',
      ),
    ];
    for (const [, command = ''] of texts.join('\n').matchAll(/\(command:([\w.]+)\)/g)) {
      assert.ok(ours.has(command), command);
    }
  });

  test('no key is taken but while something of ours is going on', () => {
    for (const { when } of contributes.keybindings) {
      assert.match(when, /^huggingphaze\.(streamingToEditor|rewriteActive|continuing) && /);
    }
  });

  test('Escape stays with whatever else the person types into: a search, a name, the command palette', () => {
    for (const { when } of contributes.keybindings) {
      assert.match(when, / && (?:editorTextFocus|\(editorFocus \|\| !inputFocus\)) && /);
    }
  });

  test('every menu and key can appear: its clause has no key that nobody sets', () => {
    const clauses = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when)),
      ...contributes.keybindings.map(({ when }) => when),
    ].filter((when) => when !== undefined);
    for (const key of clauses.flatMap(keysOf)) {
      const isOurs = key.startsWith('huggingphaze.') && sources.some((text) => text.includes(`'${key}'`));
      assert.ok(isOurs || keysOfVsCode.has(key), key);
    }
  });

  test('every icon exists', () => {
    const list = readFileSync(path.join(root, 'node_modules/@vscode/codicons/dist/codicon.csv'), 'utf8');
    const known = new Set(list.split('\n').map((line) => line.split(',')[0]));
    const webview = filesBelow('webview/chat').map((file) => readFileSync(file, 'utf8'));
    const texts = [JSON.stringify(contributes), ...sources, ...webview].join('\n');
    const used = [
      ...texts.matchAll(/\$\(([a-z]+(?:-[a-z]+)*)\)/g),
      ...texts.matchAll(/(?:ThemeIcon|iconButton|button|bar)\(\s*'([a-z-]+)'/g),
      ...texts.matchAll(/codicon codicon-([a-z-]+)/g),
    ];
    assert.ok(used.length > 40);
    for (const [, name] of used) assert.ok(known.has(name), name);
  });

  test('the context keys that the host sets are those that menus and walkthrough wait for', () => {
    const text = JSON.stringify(contributes);
    for (const key of Object.values(contextKeys)) assert.ok(text.includes(key), key);
  });

  test('every setting has the default that the code has, and says what it does', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(
      Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default])),
      Object.fromEntries(
        Object.entries(settingDefaults).map(([name, value]) => [`${settingsSection}.${name}`, value]),
      ),
    );
    for (const [name, property] of Object.entries(properties)) {
      assert.ok((property.description ?? property.markdownDescription ?? '').length > 40, name);
    }
  });

  test('the routing choices offered are those that are understood', () => {
    const routing = contributes.configuration.properties[`${settingsSection}.routing`];
    assert.deepEqual(routing?.examples, [...routingPolicies]);
  });

  test('the levels of an explanation offered are those that are understood, in the words of the pick list', () => {
    const level = contributes.configuration.properties[`${settingsSection}.explainLevel`];
    assert.deepEqual(
      level?.enum,
      explainLevels.map((words) => words.level),
    );
    assert.deepEqual(
      level.enumItemLabels,
      explainLevels.map((words) => words.label),
    );
  });

  test('no opened folder can decide where the token travels or who pays', () => {
    for (const name of ['routerUrl', 'hubUrl', 'billTo']) {
      const property = contributes.configuration.properties[`${settingsSection}.${name}`];
      assert.equal(property?.scope, 'machine', name);
    }
  });

  test('a folder that the person does not trust changes nothing', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    // VS Code looks at the settings that follow only where the support is limited.
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.notEqual(untrustedWorkspaces.description, '');
    const mayComeFromFolder = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope !== 'machine')
      .map(([name]) => name);
    assert.deepEqual([...untrustedWorkspaces.restrictedConfigurations].sort(), mayComeFromFolder.sort());
  });

  test('the types that the code is checked against are those of the oldest VS Code that it runs in', () => {
    const [, minor] = /^\^(1\.\d+)\.0$/.exec(manifest.engines.vscode) ?? [];
    assert.ok(minor !== undefined);
    assert.ok(manifest.devDependencies['@types/vscode']?.startsWith(`${minor}.`));
  });

  test('the page in the Marketplace is finished', () => {
    assert.ok(manifest.description.length > 60 && manifest.description.length < 200);
    assert.equal(manifest.pricing, 'Free');
    assert.ok(manifest.categories.includes('AI') && manifest.categories.includes('Chat'));
    assert.ok(manifest.keywords.length >= 5 && manifest.keywords.length <= 30);
    const icon = readFileSync(path.join(root, manifest.icon));
    assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(20) >= 128, 'the icon is too small');
    for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE']) {
      assert.ok(readFileSync(path.join(root, name), 'utf8').length > 500, name);
    }
    assert.ok(readFileSync(path.join(root, 'LICENSE'), 'utf8').startsWith(`${manifest.license} `));
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const [, picture = ''] of readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)) {
      readFileSync(path.join(root, picture));
    }
    for (const name of Object.keys(contributes.configuration.properties)) {
      assert.ok(readme.includes(`\`${name}\``), name);
    }
  });

  test('titles and buttons of the walkthrough are written as sentences are', () => {
    for (const { title, steps } of contributes.walkthroughs) {
      const texts = [
        title,
        ...steps.flatMap((step) => [
          step.title,
          ...[...step.description.matchAll(/\[([^\]]+)\]\(command:/g)].map(([, label]) => label ?? ''),
        ]),
      ];
      for (const text of texts) {
        assert.match(text.replace(/Hugging Face|Huggingphaze/g, 'it'), /^[A-Zi][^A-Z]*$/, text);
      }
    }
  });

  test('the chat view is where people and scripts look for it', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      ['huggingphaze'],
    );
    assert.deepEqual(
      contributes.views['huggingphaze']?.map(({ id, type }) => ({ id, type })),
      [{ id: chatViewId, type: 'webview' }],
    );
  });

  test('every picture is there, and described for who cannot see it', () => {
    readFileSync(path.join(root, manifest.icon));
    for (const { icon } of contributes.viewsContainers.activitybar) readFileSync(path.join(root, icon));
    for (const { steps } of contributes.walkthroughs) {
      for (const { media } of steps) {
        readFileSync(path.join(root, media.svg));
        assert.notEqual(media.altText, '');
      }
    }
  });

  test('VS Code waits for nothing of ours when it starts', () => {
    for (const event of manifest.activationEvents) {
      assert.match(event, /^(?:onStartupFinished|onFileSystem:huggingphaze-.+)$/);
    }
  });

  test('what runs in every window is a few lines that load nothing', () => {
    const { metafile } = buildSync({
      entryPoints: [path.join(root, 'src/extension.ts')],
      bundle: true,
      write: false,
      metafile: true,
      minify: true,
      platform: 'node',
      external: ['vscode', './services', './offers'],
    });
    const [output] = Object.values(metafile.outputs);
    assert.ok((output?.bytes ?? Infinity) < 6_000, `${output?.bytes ?? 'no'} bytes`);
    for (const input of Object.keys(metafile.inputs)) assert.doesNotMatch(input, /core|node_modules/);
  });
});
