// Runs one measurement several times, each in a process of its own, so that nothing is warm and no heap is left over.
import { execFileSync } from 'node:child_process';
import { projectRoot } from '../tidy/source-text.ts';

/** On a machine that has little time to spare, each thing is measured once. */
export const isOnce = process.argv.includes('--once');

/** The results of `repeats` processes: `name` and its arguments go to bench.ts, which prints one line of JSON. */
export function inFreshProcesses<T>(repeats: number, name: string, ...given: readonly string[]): readonly T[] {
  return Array.from({ length: isOnce ? 1 : repeats }, () => {
    const text = execFileSync(process.execPath, [`${projectRoot}scripts/bench.mjs`, '--measure', name, ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 24,
    });
    const line = text.trim().split('\n').at(-1) ?? '';
    return JSON.parse(line) as T; // what our own program has just printed
  });
}
