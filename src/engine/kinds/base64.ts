// Texts as bytes, and bytes as base64: the language alone has neither.

/** The bytes of a text in UTF-8. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text as base64 of its UTF-8. */
export function toBase64(text: string): string {
  const bytes = utf8(text);
  let base64 = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    for (const shift of [18, 12, 6, 0]) base64 += alphabet.charAt((bits >> shift) & 63);
    if (c === undefined) base64 = base64.slice(0, b === undefined ? -2 : -1) + (b === undefined ? '==' : '=');
  }
  return base64;
}

/** How many bytes a base64 text stands for. */
export const bytesOfBase64 = (base64: string): number =>
  (base64.length * 3) / 4 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

/** The text whose UTF-8 a base64 text stands for; bytes that are no UTF-8 become U+FFFD. */
export function fromBase64(base64: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of base64.replace(/=+$/, '')) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  }
}
