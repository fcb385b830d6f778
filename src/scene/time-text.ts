// Cluster time in a few characters: seconds below a minute, then like a clock.
import { fill } from './messages.ts';
import type { SceneMessages } from './messages.ts';

/** `ms` of cluster time; whole seconds unless `tenths`. */
export function timeText(ms: number, texts: SceneMessages['timeline'], tenths = false): string {
  const seconds = ms / 1000;
  if (seconds < 60) return fill(texts.seconds, { s: tenths ? seconds.toFixed(1) : Math.floor(seconds) });
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [s, m, h] = [two(whole % 60), Math.floor(whole / 60) % 60, Math.floor(whole / 3600)];
  if (h === 0) return fill(texts.minutes, { m, s });
  if (h < 24) return fill(texts.hours, { h, m: two(m), s });
  return fill(texts.days, { d: Math.floor(h / 24), h: two(h % 24), m: two(m) });
}
