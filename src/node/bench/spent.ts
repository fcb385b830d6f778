// What a piece of work takes by itself. On a busy machine the clock counts what others do, and the processor's time of a process counts
// its compiling and collecting on other cores; the work alone takes no more than either.

export interface Spent<T> {
  readonly result: T;
  /** The smaller of wall and processor time. */
  readonly ms: number;
}

/** Does it, and says what it took. */
export function spent<T>(work: () => T): Spent<T> {
  const cpuBefore = process.cpuUsage();
  const beginMs = performance.now();
  const result = work();
  const wallMs = performance.now() - beginMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, ms: Math.min(wallMs, (user + system) / 1_000) };
}
