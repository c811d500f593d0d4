/**
 * The address in a setting as `https://host[/path]`, without a slash or the `/v1` that people copy along. Undefined
 * if it is no web address, or if a token would travel in the clear: plain `http` is for this machine alone.
 */
export function serviceAddress(setting: string): string | undefined {
  let url: URL;
  try {
    url = new URL(setting.trim());
  } catch {
    return undefined;
  }
  const isLocal = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
}
