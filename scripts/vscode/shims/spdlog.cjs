// Takes the place of `@vscode/spdlog`, whose native part npm does not carry ready built. Without it VS Code
// keeps its logs, and those of extensions, to itself; with it they are files that a test can read.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_type, _name, filename) {
    this.filename = filename;
    this.level = 2;
    this.plain = false;
  }
  write(level, message) {
    if (level < this.level || this.filename === undefined) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const text = this.plain ? message : `${stamp} [${levels[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.filename, text);
    } catch (error) {
      // A log whose folder was deleted at the end of a run is nobody's loss.
      if (error.code !== 'ENOENT') throw error;
    }
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {
    this.filename = undefined;
  }
}

async function createLogger(name, filename) {
  await fs.promises.mkdir(path.dirname(filename), { recursive: true });
  return new Logger('rotating', name, filename);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
