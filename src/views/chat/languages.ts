/** What models write behind the fence, where it is not VS Code's own language id. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['bash', 'shellscript'],
  ['batch', 'bat'],
  ['c#', 'csharp'],
  ['c++', 'cpp'],
  ['cmd', 'bat'],
  ['cs', 'csharp'],
  ['golang', 'go'],
  ['htm', 'html'],
  ['js', 'javascript'],
  ['jsx', 'javascriptreact'],
  ['kt', 'kotlin'],
  ['make', 'makefile'],
  ['md', 'markdown'],
  ['node', 'javascript'],
  ['ps1', 'powershell'],
  ['py', 'python'],
  ['python3', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['sh', 'shellscript'],
  ['shell', 'shellscript'],
  ['tex', 'latex'],
  ['ts', 'typescript'],
  ['tsx', 'typescriptreact'],
  ['vb.net', 'vb'],
  ['yml', 'yaml'],
  ['zsh', 'shellscript'],
]);

/** VS Code's language id for the name behind a code fence; `plaintext` where this VS Code knows no such language. */
export function languageIdOf(fenceName: string, known: readonly string[]): string {
  const name = fenceName.trim().toLowerCase();
  const id = otherNames.get(name) ?? name;
  return known.includes(id) ? id : 'plaintext';
}
