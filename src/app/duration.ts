// Cluster time as people read it on the page: `0:07`, `12:03`, and how long something takes.

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Whole seconds, from two minutes on with minutes of their own: in words of the language, the keys below `why`. */
export function durationIn(ms: number): {
  readonly key: 'seconds' | 'minutes' | 'minutesAndSeconds';
  readonly params: { readonly minutes: number; readonly seconds: number };
} {
  const whole = Math.round(ms / 1000);
  if (whole < 120) return { key: 'seconds', params: { minutes: 0, seconds: whole } };
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60];
  return { key: seconds === 0 ? 'minutes' : 'minutesAndSeconds', params: { minutes, seconds } };
}
