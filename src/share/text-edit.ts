// What changed between two texts, so that a link holds what was typed and not every text again.

/** At this place, so many UTF-16 units make way for this text. */
export type TextEdit = readonly [start: number, removed: number, inserted: string];

/** The edits that make `after` of `before`: none, or the one stretch in which they differ. */
export function editsBetween(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [[start, before.length - start - end, after.slice(start, after.length - end)]];
}

/** The text after these edits, one after another; undefined if one does not lie within it. */
export function edited(before: string, edits: readonly TextEdit[]): string | undefined {
  let text = before;
  for (const [start, removed, inserted] of edits) {
    if (start + removed > text.length) return undefined;
    text = text.slice(0, start) + inserted + text.slice(start + removed);
  }
  return text;
}
