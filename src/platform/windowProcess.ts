/** Names this window's extension host among all on this machine, while it runs. */
export const thisWindow: number = process.pid;

/** Whether the extension host of a window still runs. A number that another process got meanwhile counts as running. */
export function windowIsOpen(window: number): boolean {
  try {
    // Signal 0 sends nothing and fails where there is no such process.
    process.kill(window, 0);
    return true;
  } catch (error) {
    // Of another user: it runs, but is none of our business.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
