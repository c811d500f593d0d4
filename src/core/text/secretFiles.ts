/** Files that by their name hold passwords, keys or tokens. */
const secretNames = [
  /^\.env(?:\.|$)/,
  /\.env$/,
  /^\.(?:npmrc|pypirc|netrc|git-credentials|pgpass|htpasswd|my\.cnf|dockercfg)$/,
  /^_netrc$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:$|[._-])/,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx?|asc|gpg|ppk|ovpn)$/,
  /^(?:credentials|secrets?|passwords?|passwd|shadow|tokens?|service[-_]?account)(?:$|[._-])/,
  /[._-](?:credentials|secrets?|passwords?)(?:\.[a-z0-9]+)?$/,
];

/** Templates that are shared on purpose: they hold names alone. */
const templates = /[._-](?:example|sample|template|dist)$/;

/** Folders whose files hold keys whatever they are called. */
const secretFolders = new Set(['.ssh', '.gnupg', '.aws', '.azure', '.kube']);

/**
 * Whether a file is likely to hold passwords, keys or tokens, by its path with `/` or `\` between its parts. Such a
 * file never goes to a model unless the person asks for it by its name.
 */
export function isSecretFile(path: string): boolean {
  const parts = path.toLowerCase().split(/[\\/]/u);
  const name = parts.pop() ?? '';
  if (parts.some((part) => secretFolders.has(part))) return true;
  if (templates.test(name)) return false;
  return secretNames.some((pattern) => pattern.test(name));
}
