import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The walls: which rooms may not be seen from which. */
const nodeBuiltins = [
  'node:*',
  'fs',
  'path',
  'os',
  'child_process',
  'http',
  'https',
  'crypto',
  'stream',
  'url',
  'util',
  'events',
  'timers',
  'buffer',
  'net',
];
const wall = (message, group) => ({ group, message });
const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'media/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    languageOptions: { globals: {} },
    rules: restricted(
      wall('core runs anywhere: no VS Code and no Node built-ins here', ['vscode', ...nodeBuiltins]),
      wall('core knows nothing of what surrounds it', [
        '**/editor/**',
        '**/src/exchange/**',
        '**/src/prompts/**',
        '**/src/batch/**',
        '**/views/**',
        '**/platform/**',
        '**/webview/**',
        '**/protocol.js',
        '**/protocol',
        '**/protocol/**',
      ]),
      wall('the SDK is loaded lazily, by core/inference/sdk.ts alone', ['@huggingface/inference']),
    ),
  },
  {
    files: ['src/core/inference/sdk.ts'],
    rules: restricted(
      wall('core runs anywhere: no VS Code and no Node built-ins here', ['vscode', ...nodeBuiltins]),
      wall('core knows nothing of what surrounds it', [
        '**/editor/**',
        '**/views/**',
        '**/platform/**',
        '**/webview/**',
        '**/protocol',
      ]),
    ),
  },
  {
    files: ['src/protocol.ts', 'src/protocol/**/*.ts'],
    rules: restricted(
      wall('the protocol is plain data that both sides import', [
        'vscode',
        ...nodeBuiltins,
        '**/editor/**',
        '**/views/**',
        '**/platform/**',
        '**/webview/**',
      ]),
    ),
  },
  {
    files: [
      'src/{batch,editor,exchange,prompts,views,platform}/**/*.ts',
      'src/extension.ts',
      'src/services.ts',
    ],
    rules: restricted(
      wall('the host never imports the webview', [
        '**/webview/**',
        'lit',
        'lit/**',
        '@vscode/webview-ui-toolkit*',
        'dompurify',
        'marked',
        'highlight.js',
        'highlight.js/**',
      ]),
      wall('model calls go through core/inference', ['@huggingface/inference']),
    ),
  },
  {
    // What is exported is written by the panel's own allow-list, in a bundle that is loaded for it alone: this one
    // file of the host takes it from the Markdown room and hands it to `core/exchange`. `html` and `contained` need
    // no DOM; the renderer stays out of reach.
    files: ['src/exchange/textForms.ts'],
    rules: restricted(
      wall('only what needs no DOM: webview/markdown/html and webview/markdown/contained', [
        '**/webview/**',
        '!**/webview/markdown',
        '!**/webview/markdown/html',
        '!**/webview/markdown/contained',
        'lit',
        'lit/**',
        '@vscode/webview-ui-toolkit*',
        'highlight.js',
        'highlight.js/**',
      ]),
    ),
  },
  {
    files: ['webview/**/*.ts'],
    rules: restricted(
      wall('the webview is a browser page', ['vscode', ...nodeBuiltins]),
      wall('the webview sees the host only through src/protocol.ts', [
        '**/src/core/**',
        '**/src/editor/**',
        '**/src/views/**',
        '**/src/platform/**',
      ]),
      wall('the toolkit is imported by webview/toolkit.ts alone', [
        '@vscode/webview-ui-toolkit',
        '@vscode/webview-ui-toolkit/**',
      ]),
    ),
  },
  {
    files: ['webview/toolkit.ts'],
    rules: restricted(wall('the webview is a browser page', ['vscode', ...nodeBuiltins])),
  },
  {
    files: ['webview/markdown/**/*.ts'],
    rules: restricted(
      wall('the Markdown renderer knows nothing of chat or VS Code', [
        'vscode',
        ...nodeBuiltins,
        '**/chat/**',
        '**/src/**',
        '**/toolkit',
        'lit',
        'lit/**',
        '@vscode/**',
      ]),
    ),
  },
  {
    files: ['{test,bench,scripts}/**/*.ts'],
    rules: {
      // Scripts and benchmarks speak to a terminal, and mocha's `this` and chained assertions are not promises.
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  prettier,
);
