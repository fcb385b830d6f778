// How wide a text will be, without a screen: layout is pure, so it estimates by kinds of characters and cuts what is too long.

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const narrow = /[ijlft.,:;'|!()\-/ ]/;
/** `…` too, which is as wide as the type is high in the Chinese faces. */
const broad = /[mwMW@%…]/;

export interface Face {
  /** Font size in CSS pixels. */
  readonly px: number;
  readonly mono?: boolean;
}

/** Pixels, a little more than it will be. */
export function textWidth(text: string, { px, mono = false }: Face): number {
  let ems = 0;
  for (const character of text) {
    if (wide.test(character)) ems += 1;
    else if (mono) ems += 0.61;
    else if (narrow.test(character)) ems += 0.28;
    else if (broad.test(character)) ems += 0.85;
    else ems += character >= 'A' && character <= 'Z' ? 0.6 : 0.5;
  }
  return ems * px;
}

/** The text, or its beginning with an ellipsis if it is wider than `width` pixels. */
export function shortened(text: string, width: number, face: Face): string {
  if (textWidth(text, face) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, face) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** A name with its end kept, where the ordinal is. */
export function shortenedName(name: string, width: number, face: Face): string {
  if (textWidth(name, face) <= width) return name;
  const characters = [...name];
  while (characters.length > 1 && textWidth(`…${characters.join('')}`, face) > width) characters.shift();
  return `…${characters.join('')}`;
}

/** In as few lines no wider than `width` pixels as it takes, about equally long; broken at spaces, or anywhere if it has none. */
export function lines(text: string, width: number, face: Face): readonly string[] {
  let balanced = broken(text, width, face);
  for (let narrower = width - 6; narrower > width / 2; narrower -= 6) {
    const tried = broken(text, narrower, face);
    if (tried.length > balanced.length) break;
    balanced = tried;
  }
  return balanced;
}

function broken(text: string, width: number, face: Face): readonly string[] {
  const pieces = text.includes(' ') ? text.split(/(?<= )/) : [...text];
  const found: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth((line + piece).trimEnd(), face) > width) {
      found.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? found : [...found, line.trimEnd()];
}

/** The text of a state, whole, or its last part (`Ready` of `Running · Ready`), or cut. */
export function shortState(text: string, width: number, face: Face): string {
  if (textWidth(text, face) <= width) return text;
  return shortened(text.slice(text.lastIndexOf('·') + 1).trim(), width, face);
}
