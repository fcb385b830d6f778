// What a link holds: a run, and where one looks at it. Separate from the codec, so that the shape outlives its encodings.

/** A user's input on the current branch, at its resolved cluster time. */
export interface LinkInput {
  readonly atMs: number;
  readonly kind: 'line' | 'edit' | 'request';
  /** The command line, the whole text applied, or the request as JSON. */
  readonly value: string;
}

export interface LinkState {
  /** The text the run was started with; its own steps are not repeated in `inputs`. */
  readonly scenarioText: string;
  readonly inputs: readonly LinkInput[];
  /** What stands in the editor; may differ from what was last applied. */
  readonly editorText: string;
  readonly cursor: { readonly ms: number; readonly revision: number };
  readonly view?: { readonly [option: string]: string | number | boolean };
  readonly lesson?: { readonly id: string; readonly step: number };
  /** Version of the engine that made it. */
  readonly engine: string;
  /** `checksum(view)` at the cursor. */
  readonly checksum: string;
}

/** Why a link does not open. `code` is stable, for translation. */
export interface LinkProblem {
  readonly code:
    'empty' | 'malformed' | 'newer' | 'damaged' | 'too-large' | 'invalid' | 'unknown-scenario' | 'changed-scenario';
  readonly params: { readonly [name: string]: string | number };
}

/** What could be read of a link that does not open. */
export interface ReadableLink {
  readonly scenarioText: string;
  readonly inputs: readonly LinkInput[];
}
