// The only markup of a lesson's texts: code between backticks. Answers parts instead of HTML, so that a text from a stranger
// can do nothing but be read.

export interface TextPart {
  readonly kind: 'text' | 'code';
  readonly text: string;
}

/** The parts in order; a backtick without a partner is an ordinary character. */
export function textParts(text: string): readonly TextPart[] {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? { kind: 'code', text: part.slice(1, -1) }
        : { kind: 'text', text: part },
    );
}
