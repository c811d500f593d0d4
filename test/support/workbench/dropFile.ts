import type { Locator } from 'playwright-core';

/** Drops a file onto something, as from the system's own file manager. */
export async function dropFile(target: Locator, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await target.evaluateHandle(
    (_, [fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], fileName));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  await target.dispatchEvent('drop', { dataTransfer });
}
