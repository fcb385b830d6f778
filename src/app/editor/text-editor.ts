// What the page asks of an editor, whether it is the plain text area or Monaco: the two are exchanged while one types.

/** A place in the text, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something to be marked in the text; the end is exclusive and may be missing. */
export interface Mark extends Place {
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Where the person was: kept when one editor takes over from the other. Offsets into the text. */
export interface Caret {
  readonly start: number;
  readonly end: number;
  readonly scrollTop: number;
  readonly focused: boolean;
}

export interface TextEditor {
  /** Replaces the text from outside (a reset, a link); does nothing if it is already so. */
  setText(text: string): void;
  setMarks(marks: readonly Mark[]): void;
  /** Moves the caret there, scrolls to it and takes the focus. */
  goTo(place: Place): void;
  focus(): void;
  caret(): Caret;
  dispose(): void;
}

/** The offset of a place; one past the end of a line or of the text is as far as it goes. */
export function offsetOf(text: string, place: Place): number {
  let from = 0;
  for (let line = 1; line < place.line; line += 1) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  return Math.min(from + Math.max(0, place.column - 1), end < 0 ? text.length : end);
}

/** The place of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}
