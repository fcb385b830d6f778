// Which hue and pattern an ordinal has, everywhere: ten hues, then the same again with a pattern.
import type { Hue } from './scene.ts';

const hues = 10;

export const hueOf = (ordinal: number | null): Hue =>
  ordinal === null ? null : { index: ordinal % hues, repeat: Math.floor(ordinal / hues) };
