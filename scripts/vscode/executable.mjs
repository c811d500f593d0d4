#!/usr/bin/env node
// Takes VS Code's usual command line for extension tests, for `@vscode/test-electron`'s `vscodeExecutablePath`.
import { tsImport } from 'tsx/esm/api';

await tsImport('./executable.ts', import.meta.url);
