// Loaded into VS Code's server before anything else (`node --import`). It does two things that the server
// leaves to whoever hosts it.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import path from 'node:path';
import process from 'node:process';

const dataFolder = process.argv[process.argv.indexOf('--server-data-dir') + 1];
const keyFile = path.join(dataFolder, 'secret-key');
const SECRET_KEY_BYTES = 32;

/** The workbench encrypts secrets with this half of the key and one of its own. */
function secretKey() {
  if (!existsSync(keyFile))
    writeFileSync(keyFile, randomBytes(SECRET_KEY_BYTES), { mode: 0o600, flag: 'wx' });
  return readFileSync(keyFile);
}

// The workbench posts to `/mint-key` for that half; without an answer SecretStorage keeps nothing.
const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...args) {
  if (event === 'request') {
    const [request, response] = args;
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    if (request.method === 'POST' && pathname.endsWith('/mint-key')) {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' });
      response.end(secretKey());
      return true;
    }
  }
  return emit.call(this, event, ...args);
};

// Whoever started the server holds the other end of standard input: when they die, however they die, so
// does the server, and the extension hosts after it.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
