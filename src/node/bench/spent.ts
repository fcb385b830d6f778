// What a piece of work takes by itself. On a busy machine the clock counts what others do, and the processor's time of a process counts
// what it compiles and collects on other cores beside it; the work alone takes no more than either.
import { existsSync, readFileSync } from 'node:fs';

export interface Spent<T> {
  readonly result: T;
  /** The smaller of wall time and the processor's time of this thread. */
  readonly ms: number;
}

/** Does it, and says what it took. */
export function spent<T>(work: () => T): Spent<T> {
  const before = { thread: threadMs(), process: processMs(), wall: performance.now() };
  const result = work();
  const wallMs = performance.now() - before.wall;
  const ofProcess = processMs() - before.process;
  const ofThread = threadMs() - before.thread;
  return { result, ms: Math.min(wallMs, ofProcess < coarseMs ? ofProcess : ofThread) };
}

function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Linux counts each thread by itself, but brings the count up to date only now and then: too coarse for what takes less than this. */
const coarseMs = 100;
const countOfThread = '/proc/thread-self/schedstat';

/** Processor time of this thread so far; of the whole process where the system does not tell. */
const threadMs = (): number =>
  existsSync(countOfThread) ? Number(readFileSync(countOfThread, 'utf8').split(' ')[0]) / 1e6 : processMs();
