// Compares how long things take: each interval between two milestones should be within a factor of 2, or 1 s, of the recorded
// one. What waits for a clock that is anywhere in its period when it begins may differ by that period.
import type { Recording } from './compare.ts';
import type { Derived } from './derive.ts';

const toleranceMs = 1000;
const factor = 2;

/** Milestones that come with the next tick of somebody's clock. */
const clocks: readonly { readonly ends: RegExp; readonly periodMs: number; readonly rule: string }[] = [
  { ends: /^Pod .*: phase Running/, periodMs: 10_000, rule: 'KUBELET-11' },
  { ends: /^Pod .*: gone/, periodMs: 1_200, rule: 'KUBELET-65' },
  { ends: /^VolumeAttachment .*: deleting/, periodMs: 10_000, rule: 'VOL-51' },
  { ends: /^Node .*: Ready=Unknown/, periodMs: 10_000, rule: 'NODE-4' },
  { ends: /^Node .*: Ready=True/, periodMs: 10_000, rule: 'NODE-10' },
  { ends: /^Node .*: no longer taint .*:NoExecute/, periodMs: 5_000, rule: 'NODE-10' },
];

/** The intervals that differ too much, one sentence each. `freeMs`: an interval with one of these times in it is not compared. */
export function paceDifferences(
  { timeline }: Recording,
  found: Pick<Derived, 'milestones' | 'times'>,
  freeMs: readonly number[] = [],
): readonly string[] {
  const simulated = new Map(numbered(found.milestones).map((milestone, at) => [milestone, found.times[at] ?? 0]));
  const lines = timeline.map((line) => /^([\d.]+) s {2}(.*)$/s.exec(line) ?? []);
  const recorded = numbered(lines.map(([, , milestone = '']) => milestone));
  return recorded.slice(1).flatMap((milestone, at) => {
    const [before, from, to] = [recorded[at] ?? '', simulated.get(recorded[at] ?? ''), simulated.get(milestone)];
    if (from === undefined || to === undefined) return [];
    if (freeMs.some((ms) => from <= ms && ms <= to)) return [];
    const wantedMs = (Number(lines[at + 1]?.[1]) - Number(lines[at]?.[1])) * 1000;
    if (isClose(to - from, wantedMs, slackOf(milestone))) return [];
    return [`from "${before}" to "${milestone}" a real cluster took ${Math.round(wantedMs)} ms, here ${to - from} ms`];
  });
}

const slackOf = (milestone: string): number => clocks.find(({ ends }) => ends.test(milestone))?.periodMs ?? toleranceMs;

const isClose = (ms: number, wantedMs: number, slackMs: number): boolean =>
  Math.abs(ms - wantedMs) <= slackMs || (ms <= wantedMs * factor && ms >= wantedMs / factor);

/** Milestones that come several times are told apart by their number. */
function numbered(milestones: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return milestones.map((milestone) => {
    const count = (counts.get(milestone) ?? 0) + 1;
    counts.set(milestone, count);
    return `${milestone}${count === 1 ? '' : ` (${count})`}`;
  });
}
