// pod-template-hash: what tells the Pods of one template from those of another (DEP-2).
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import { utf8 } from '../../kinds/base64.ts';
import { templateText } from './go-text.ts';

const texts = new WeakMap<PodTemplateSpec, string>();

/** DEP-2: FNV-1a (32 bit) over the text and, after a collision, its count; the decimal digits in a safe alphabet. */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const text = texts.get(template) ?? templateText(template);
  texts.set(template, text);
  let hash = 0x811c9dc5;
  const take = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  };
  for (const byte of utf8(text)) take(byte);
  if (collisionCount !== undefined)
    for (let at = 0; at < 8; at++) take(at < 4 ? (collisionCount >>> (8 * at)) & 0xff : 0);
  return String(hash).replace(/[0-9]/g, (digit) => '456789bcdf'.charAt(Number(digit)));
}
