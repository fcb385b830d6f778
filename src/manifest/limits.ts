// How much text is read. Far beyond what a person writes, and small enough that no text stalls the page.

export const limits = {
  /** Of UTF-8. */
  textBytes: 1_048_576,
  documents: 1_000,
  /** Words, signs, line ends and indentations of a file: what takes the YAML library its time. */
  lexemes: 400_000,
  /** Lists and mappings within one another. */
  depth: 100,
  /** Spaces before the first word of a line. */
  indentation: 2_000,
  /** Aliases followed in one document, those inside of what an alias stands for included. */
  aliases: 100,
  /** Values that aliases of one document may stand for, all together. */
  aliasedValues: 100_000,
  /** UTF-16 units of a piece of the text that a sentence cites. */
  cited: 80,
  /** Reported for one document. */
  diagnostics: 20,
} as const;
