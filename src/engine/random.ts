// Chance as an argument: a hash of (seed, purpose, key), not a stream, so that one more draw somewhere never moves another.

/** A number in [0, 1). FNV-1a over the text, then an avalanche so that near keys land far apart. */
export function random(seed: number, purpose: string, key: string): number {
  return (spread(hashed(`${seed}\u0000${purpose}\u0000${key}`)) >>> 0) / 4294967296;
}

/** Kubernetes' own alphabet for generated suffixes (API-9). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** `length` characters of the alphabet of generated names. */
export function randomSuffix(seed: number, purpose: string, key: string, length = 5): string {
  let text = '';
  for (let at = 0; at < length; at++)
    text += alphabet[Math.floor(random(seed, purpose, `${key}#${at}`) * alphabet.length)] ?? '';
  return text;
}

/** `length` lower-case hexadecimal digits. */
export function randomHex(seed: number, purpose: string, key: string, length: number): string {
  let text = '';
  const beginning = hashed(`${seed}\u0000${purpose}\u0000${key}#`);
  for (let at = 0; text.length < length; at++)
    text += (spread(hashed(String(at), beginning)) >>> 0).toString(16).padStart(8, '0');
  return text.slice(0, length);
}

/** A UUID of version 4 (API-1). */
export function randomUid(seed: number, key: string): string {
  const hex = randomHex(seed, 'uid', key, 32);
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3] ?? '8';
  const [first, second, third] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16)];
  // Joined at one go: a text put together piece by piece keeps the pieces.
  return [first, second, `4${third}`, variant + hex.slice(17, 20), hex.slice(20, 32)].join('-');
}

/** FNV-1a of a text, or of a text that goes on after another one. */
function hashed(text: string, beginning = 0x811c9dc5): number {
  let value = beginning;
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value;
}

/** The avalanche. */
function spread(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return value ^ (value >>> 16);
}
