// Cluster time as Kubernetes writes it. Nothing here reads a clock: the instant is an argument.

/** RFC 3339 in UTC with whole seconds, as in `creationTimestamp` (API-2). `atMs`: milliseconds since 1970. */
export function rfc3339(atMs: number): string {
  const second = Math.floor(atMs / 1000);
  if (second !== last.second) last = { second, text: `${new Date(second * 1000).toISOString().slice(0, 19)}Z` };
  return last.text;
}

/** Nearly every time that is written is the present: that of the write before. */
let last = { second: Number.NaN, text: '' };

/** RFC 3339 with microseconds, as in `eventTime` and Leases. */
export const rfc3339Micro = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 23)}000Z`;

/** Milliseconds since 1970 of an RFC 3339 time; NaN if it is none. */
export const parseTime = (text: string): number => Date.parse(text);
