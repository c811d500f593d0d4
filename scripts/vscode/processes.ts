import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import { run } from './run';

/** Whether a process of this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Whether `error` is a system error with this code, such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Every process that `pid` started, directly or not. Empty where the system has no way to tell. */
export async function descendants(pid: number): Promise<number[]> {
  return (await processTable()).familyOf(pid).map((found) => found.pid);
}

/** Process ids of the extension hosts that a server runs: one per open window. */
export async function extensionHostPids(server: { readonly pid: number }): Promise<number[]> {
  const family = (await processTable()).familyOf(server.pid);
  return family.filter((found) => found.command.includes('--type=extensionHost')).map((found) => found.pid);
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function processTable(): Promise<{ familyOf(pid: number): ProcessEntry[] }> {
  const entries = process.platform === 'linux' ? await fromProc() : await fromPs();
  const familyOf = (pid: number): ProcessEntry[] =>
    entries.filter((entry) => entry.parent === pid).flatMap((entry) => [entry, ...familyOf(entry.pid)]);
  return { familyOf };
}

async function fromProc(): Promise<ProcessEntry[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = async (name: string): Promise<ProcessEntry[]> => {
    try {
      const status = await readFile(`/proc/${name}/stat`, 'utf8');
      const command = (await readFile(`/proc/${name}/cmdline`, 'utf8')).replaceAll('\0', ' ');
      // The second field, a name in brackets, may itself hold brackets and spaces.
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ pid: Number(name), parent, command }];
    } catch (error) {
      // It ended while we looked.
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return [];
      throw error;
    }
  };
  return (await Promise.all(names.map(read))).flat();
}

async function fromPs(): Promise<ProcessEntry[]> {
  const { output } = await run('ps', ['-A', '-o', 'pid=,ppid=,command='], os.tmpdir()).catch(() => ({
    output: '',
  }));
  return output.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
