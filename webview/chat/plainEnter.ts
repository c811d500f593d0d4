/** Whether a key is Enter alone, and not the one that ends the composition of a word in, say, Chinese. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  return !event.isComposing;
}
