// How long ago something was, in the short form of Tables (TBL-16).
import { parseTime } from '../time.ts';

/** `45s`, `2m43s`, `5h`, `3d`; `atText` is an RFC 3339 time, `nowMs` milliseconds since 1970. */
export function ageOf(atText: string | null | undefined, nowMs: number): string {
  const atMs = atText ? parseTime(atText) : NaN;
  return Number.isNaN(atMs) ? '<unknown>' : shortDuration(nowMs - atMs);
}

function shortDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return `${minutes}m${rest(seconds % 60, 's')}`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return `${hours}h${rest(minutes % 60, 'm')}`;
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return `${days}d${rest(hours % 24, 'h')}`;
  if (days < 730) return `${days}d`;
  const years = Math.trunc(days / 365);
  return years < 8 ? `${years}y${rest(days % 365, 'd')}` : `${years}y`;
}

const rest = (count: number, unit: string): string => (count === 0 ? '' : `${count}${unit}`);
