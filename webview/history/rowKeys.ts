/** What a key means in the list: a number is so many rows down. */
export type RowKey = 'leave' | 'undo' | 'selectAll' | 'rename' | 'remove' | 'first' | 'last' | number;

const rowsOfAPage = 10;

/** What a key means in the list; undefined for those that mean nothing there. In a field, most belong to the text. */
export function rowKeyOf(event: KeyboardEvent, inField: boolean): RowKey | undefined {
  const { key, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (key === 'Escape') return 'leave';
  if (inField) return key === 'ArrowDown' && !command && !altKey ? 1 : undefined;
  if (command && !altKey) {
    if (key === 'z') return 'undo';
    if (key === 'a') return 'selectAll';
    return key === 'Backspace' && event.metaKey ? 'remove' : undefined;
  }
  if (altKey) return undefined;
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return rowsOfAPage;
    case 'PageUp':
      return -rowsOfAPage;
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    case 'F2':
      return 'rename';
    case 'Delete':
      return 'remove';
    default:
      return undefined;
  }
}
