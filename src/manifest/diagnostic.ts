// What is wrong with a text, and where. One shape for the editor's marks, the runner's lines and the page's sentences;
// separate because every room that reads text reports this way.

/** Line and column count from 1; columns are UTF-16 units, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of text, as an editor marks it. */
export interface TextRange extends Position {
  readonly endLine: number;
  /** The column after the last one marked. */
  readonly endColumn: number;
}

export interface Diagnostic extends TextRange {
  readonly severity: 'error' | 'warning';
  /** English; word for word what kubectl or the API server says where they say something. */
  readonly message: string;
  /** Stable name of the sentence, for translation; `params` are its names and numbers. */
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
}

/** The diagnostics in the order of the text; errors before warnings at one place. */
export function inTextOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const weight = { error: 0, warning: 1 };
  return [...diagnostics].sort(
    (a, b) => a.line - b.line || a.column - b.column || weight[a.severity] - weight[b.severity],
  );
}
