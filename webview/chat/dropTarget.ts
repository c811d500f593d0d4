import type { ViewIntent } from '../../src/protocol';
import { holdsFiles, takeFiles } from './incomingFiles';

/** Takes files that are dropped anywhere on the page. `onHover` tells whether some are held over it now. */
export function connectDrops(
  post: (intent: ViewIntent) => void,
  onHover: (isHovering: boolean) => void,
): void {
  // Every element that the pointer crosses says that something entered it, and that something left the one before.
  let entered = 0;
  const wanted = (event: DragEvent): DataTransfer | undefined => {
    const transfer = event.dataTransfer;
    if (transfer === null || !holdsFiles(transfer)) return undefined;
    event.preventDefault();
    return transfer;
  };
  document.addEventListener('dragenter', (event) => {
    if (wanted(event) === undefined) return;
    entered += 1;
    onHover(true);
  });
  document.addEventListener('dragover', (event) => {
    const transfer = wanted(event);
    if (transfer) transfer.dropEffect = 'copy';
  });
  document.addEventListener('dragleave', () => {
    entered = Math.max(0, entered - 1);
    if (entered === 0) onHover(false);
  });
  document.addEventListener('drop', (event) => {
    entered = 0;
    onHover(false);
    const transfer = wanted(event);
    if (transfer) takeFiles(transfer, post).catch((error: unknown) => reportError(error));
  });
}
