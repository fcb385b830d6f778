// What Go's decoder says of a text that is not JSON (API-39). The engine's own parser says it otherwise, so the text is
// scanned once more here, only after it has failed.

/** The first mistake in Go's words. Expects a text that is not JSON. */
export function jsonError(text: string): string {
  const scanner = new Scanner(text);
  return scanner.mistake() ?? 'unexpected end of JSON input';
}

class Scanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The first mistake; undefined if the text only ends too early. */
  mistake(): string | undefined {
    const open: ('{' | '[')[] = [];
    let wants: Want = 'value';
    for (;;) {
      this.skipSpace();
      const character = this.text[this.at];
      if (character === undefined) return undefined;
      const step = this.step(character, wants, open);
      if ('error' in step) return step.error;
      wants = step.wants;
    }
  }

  private step(character: string, wants: Want, open: ('{' | '[')[]): Step {
    switch (wants) {
      case 'value':
      case 'value or ]':
        if (wants === 'value or ]' && character === ']') return this.closed(open);
        return this.value(character, open);
      case 'key':
      case 'key or }':
        if (wants === 'key or }' && character === '}') return this.closed(open);
        if (character !== '"') return wrong(character, 'looking for beginning of object key string');
        return this.after(this.string(), 'colon');
      case 'colon':
        if (character !== ':') return wrong(character, 'after object key');
        this.at++;
        return { wants: 'value' };
      case 'end':
        return this.afterValue(character, open);
    }
  }

  private value(character: string, open: ('{' | '[')[]): Step {
    if (character === '{' || character === '[') {
      open.push(character);
      this.at++;
      return { wants: character === '{' ? 'key or }' : 'value or ]' };
    }
    if (character === '"') return this.after(this.string(), 'end');
    const word = words.find((it) => it.startsWith(character));
    if (word) return this.after(this.word(word), 'end');
    if (/[-\d]/.test(character)) return this.after(this.number(), 'end');
    return wrong(character, 'looking for beginning of value');
  }

  private afterValue(character: string, open: ('{' | '[')[]): Step {
    const inner = open.at(-1);
    if (inner === undefined) return wrong(character, 'after top-level value');
    if (character === (inner === '{' ? '}' : ']')) return this.closed(open);
    if (character !== ',')
      return wrong(character, inner === '{' ? 'after object key:value pair' : 'after array element');
    this.at++;
    return { wants: inner === '{' ? 'key' : 'value' };
  }

  private closed(open: ('{' | '[')[]): Step {
    open.pop();
    this.at++;
    return { wants: 'end' };
  }

  private after(error: string | undefined, wants: Want): Step {
    return error === undefined ? { wants } : { error };
  }

  private skipSpace(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private string(): string | undefined {
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.at++;
        return undefined;
      }
      if (character < ' ') return invalid(character, 'in string literal');
      if (character === '\\') {
        const error = this.escape();
        if (error !== undefined) return error;
      }
    }
    return undefined;
  }

  private escape(): string | undefined {
    this.at++;
    const character = this.text[this.at];
    if (character === undefined || /["\\/bfnrt]/.test(character)) return undefined;
    if (character !== 'u') return invalid(character, 'in string escape code');
    for (let digit = 0; digit < 4; digit++) {
      this.at++;
      const next = this.text[this.at];
      if (next !== undefined && !/[\da-fA-F]/.test(next)) return invalid(next, 'in \\u hexadecimal character escape');
    }
    return undefined;
  }

  private word(word: string): string | undefined {
    for (const expected of word) {
      const character = this.text[this.at];
      if (character === undefined) return undefined;
      if (character !== expected) return invalid(character, `in literal ${word} (expecting '${expected}')`);
      this.at++;
    }
    return undefined;
  }

  private number(): string | undefined {
    if (this.text[this.at] === '-') this.at++;
    if (this.text[this.at] === '0') this.at++;
    else if (!this.digits()) return this.notDigit('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at++;
      if (!this.digits()) return this.notDigit('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at++;
      if (/[-+]/.test(this.text[this.at] ?? '')) this.at++;
      if (!this.digits()) return this.notDigit('in exponent of numeric literal');
    }
    return undefined;
  }

  private digits(): boolean {
    const start = this.at;
    while (/\d/.test(this.text[this.at] ?? '')) this.at++;
    return this.at > start;
  }

  private notDigit(where: string): string | undefined {
    const character = this.text[this.at];
    return character === undefined ? undefined : invalid(character, where);
  }
}

type Want = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'end';
type Step = { readonly wants: Want } | { readonly error: string };

const words = ['true', 'false', 'null'];

const wrong = (character: string, where: string): Step => ({ error: invalid(character, where) });

function invalid(character: string, where: string): string {
  const shown = character === "'" ? "\\'" : character === '\\' ? '\\\\' : character;
  return `invalid character '${shown}' ${where}`;
}
