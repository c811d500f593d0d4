/** What the page of the chat needs to know of the webview that holds it. */
export interface PageOptions {
  /** Source expression of the webview's own files, for the policy. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Unguessable and used for one page only. */
  readonly nonce: string;
}

/**
 * The chat's page. Its policy lets nothing run but our script, and nothing be fetched but our files: what a model
 * writes can neither act nor call home.
 */
export function chatPage({ cspSource, scriptUri, styleUri, nonce }: PageOptions): string {
  const policy = [
    "default-src 'none'",
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}' ${cspSource}`,
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="csp-nonce" property="csp-nonce" content="${nonce}">
  <link rel="stylesheet" nonce="${nonce}" href="${styleUri}">
  <title>Huggingphaze</title>
</head>
<body>
  <huggingphaze-chat></huggingphaze-chat>
  <script type="module" nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`;
}
