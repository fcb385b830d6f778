// A short fingerprint of a text, to notice that something is another text: not a secret, not proof against an attacker.

/** 64 bits as 16 hexadecimal digits: two FNV-1a hashes over the text's UTF-16 units, one from each end of its alphabet. */
export function textHash(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ (0xffff - unit), 0x01000193) ^ (other >>> 15);
  }
  return hex(one) + hex(other);
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
