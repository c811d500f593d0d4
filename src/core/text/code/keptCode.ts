const comment = /^(?:\/\/|\/\*|\*|#(?!\[)|--|"""|''')/;

/**
 * Whether a suggestion that should add comments alone changes the code itself: every line of code must still be there,
 * in its order. What comments say is not looked at.
 */
export function changesCode(original: string, suggestion: string): boolean {
  const lines = suggestion.split(/\r\n?|\n/).map((line) => line.trim());
  let next = 0;
  for (const line of original.split(/\r\n?|\n/).map((text) => text.trim())) {
    if (line === '' || comment.test(line)) continue;
    const found = lines.indexOf(line, next);
    if (found < 0) return true;
    next = found + 1;
  }
  return false;
}
