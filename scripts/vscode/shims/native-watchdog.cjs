// Takes the place of `@vscode/native-watchdog`, whose native part npm does not carry ready built. The
// extension host also asks each second whether its parent lives, which is enough here.
'use strict';
exports.start = () => {};
exports.exit = (code) => {
  process.exit(code ?? 0);
};
