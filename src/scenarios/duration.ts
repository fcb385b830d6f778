// Durations as a scenario writes them: `500ms`, `10s`, `5m`, `1h30m`. Separate because steps, images and conditions all use them.

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** About 31 years: beyond it cluster time is no longer exact to the millisecond wherever it is computed with. */
const longestMs = 1e12;

/** Whole milliseconds; undefined if the text is no duration. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, digits, unit] of text.matchAll(/([\d.]+)(ms|s|m|h)/g)) {
    if (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h') ms += Number(digits) * unitMs[unit];
  }
  return ms <= longestMs ? Math.round(ms) : undefined;
}
