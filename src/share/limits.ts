// How much a link and a saved session may hold. Checked while they are read, before anything of that size exists.

export const limits = {
  /** Characters after the `#`: more than the largest content can come to. */
  fragmentCharacters: 400_000,
  /** UTF-8 of the JSON. */
  inflatedBytes: 262_144,
  inputs: 10_000,
  edits: 10_000,
  /** UTF-16 units of all texts that the edits of a link stand for, together. */
  editedCharacters: 16_777_216,
  viewOptions: 100,
  /** UTF-16 units of a saved session: browsers keep some five million for a whole site. */
  savedCharacters: 2_000_000,
  branches: 1_000,
  /** About 31 years of cluster time. */
  ms: 1_000_000_000_000,
} as const;
