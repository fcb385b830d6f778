// The figures of the engine alone, P1 to P10, P12 to P14: medians over fresh processes.
import type { Figure } from './figure.ts';
import { amount, figure, floor, note } from './figure.ts';
import { inFreshProcesses } from './fresh-process.ts';
import { median } from './median.ts';
import type { IdleWeek } from './idle-week.ts';
import type { ManifestCost } from './manifest-cost.ts';
import type { MemoryCost } from './memory-cost.ts';
import type { OrderedStart } from './ordered-start.ts';
import type { PastCost } from './past-cost.ts';
import type { QueueCost } from './queue-cost.ts';
import type { Sameness } from './sameness.ts';
import type { JobCost, SetLife } from './set-life.ts';
import type { StuckRuns } from './stuck-runs.ts';

export function engineFigures(): readonly Figure[] {
  const thousand = inFreshProcesses<SetLife>(3, 'life', '1000');
  return [
    ...ofThreePods(),
    ...ofThousandPods(thousand),
    ...growth(),
    ...ofThePast(),
    ...ofMemory(),
    ...ofTruth(),
    ...ofManifests(),
    ...ratios(thousand),
  ];
}

function ofThreePods(): readonly Figure[] {
  const starts = inFreshProcesses<OrderedStart>(7, 'start', '3');
  const weeks = inFreshProcesses<IdleWeek>(5, 'week', '3');
  const loading = amount(median(starts.map(({ loadMs }) => loadMs)), 'ms');
  const preparing = amount(median(starts.map(({ prepareMs }) => prepareMs)), 'ms');
  return [
    figure('P1', 'three ordered Pods, apply to all Ready', median(starts.map(({ ms }) => ms)), 15, 'ms'),
    note('– loading the modules; preparing the schema', `${loading}; ${preparing}`),
    figure('', 'the same in a warm process', median(starts.map(({ warmMs }) => warmMs)), 6, 'ms'),
    figure('P2', 'a week in a settled cluster, probes each second', median(weeks.map(({ ms }) => ms)), 50, 'ms'),
  ];
}

function ofThousandPods(lives: readonly SetLife[]): readonly Figure[] {
  const seconds = (job: keyof SetLife): number => median(lives.map((life) => life[job].ms)) / 1_000;
  const writes = lives.map((life) => {
    const { ms, changes } = sum([life.start, life.update, life.shrink]);
    return (changes / ms) * 1_000;
  });
  return [
    figure('P3', '1,000 ordered Pods with claims', seconds('start'), 1, 's'),
    figure('P6', 'rolling update of 1,000 Pods', seconds('update'), 2.5, 's'),
    note('– scaling 1,000 Pods down to none', amount(seconds('shrink'), 's')),
    floor('P7', 'API writes a second, with all they cause, over these three', median(writes), 20_000, ''),
  ];
}

const sum = (jobs: readonly JobCost[]): JobCost => ({
  ms: jobs.reduce((all, job) => all + job.ms, 0),
  changes: jobs.reduce((all, job) => all + job.changes, 0),
});

/** P4, P5 */
function growth(): readonly Figure[] {
  const [small, large] = [inFreshProcesses<SetLife>(3, 'life', '300'), inFreshProcesses<SetLife>(2, 'life', '3000')];
  const msOf = (lives: readonly SetLife[], job: keyof SetLife) => median(lives.map((life) => life[job].ms));
  const exponent = (job: keyof SetLife) => Math.log10(msOf(large, job) / msOf(small, job));
  const [huge] = inFreshProcesses<OrderedStart>(1, 'start', '10000');
  return [
    figure('P4', '10,000 ordered Pods with claims', (huge?.ms ?? Number.NaN) / 1_000, 10, 's'),
    figure('P5', 'how time grows from 300 to 3,000 ordered Pods: starting, exponent', exponent('start'), 1.15, ''),
    figure('P5', '– rolling update', exponent('update'), 1.15, ''),
    figure('P5', '– scaling down', exponent('shrink'), 1.15, ''),
  ];
}

function ofThePast(): readonly Figure[] {
  const [small, large] = [inFreshProcesses<PastCost>(3, 'past', '3'), inFreshProcesses<PastCost>(3, 'past', '1000')];
  const most = (costs: readonly PastCost[], of: keyof PastCost): number => median(costs.map((cost) => cost[of]));
  return [
    figure('P9', 'snapshot of 1,000 Pods with all history', most(large, 'snapshotMs'), 5, 'ms'),
    figure('P10', 'look at any instant of the start of three Pods', most(small, 'lookMs'), 16, 'ms'),
    figure('P10', '– of 1,000 Pods', most(large, 'lookMs'), 100, 'ms'),
    figure('P10', 'fork at any instant of the start of three Pods', most(small, 'forkMs'), 50, 'ms'),
    figure('P10', '– of 1,000 Pods', most(large, 'forkMs'), 300, 'ms'),
  ];
}

function ofMemory(): readonly Figure[] {
  const costs = inFreshProcesses<MemoryCost>(3, 'memory', '1000');
  return [
    figure('P8', 'heap of a Pod with all its history', median(costs.map(({ wholeKiB }) => wholeKiB)), 60, 'KiB'),
    figure('P8', '– of its objects as they are', median(costs.map(({ liveKiB }) => liveKiB)), 20, 'KiB'),
  ];
}

/** P12, P13 */
function ofTruth(): readonly Figure[] {
  const results = inFreshProcesses<Sameness>(2, 'sameness', '50');
  const hashes = new Set(results.flatMap((result) => result.hashes));
  const [runs] = inFreshProcesses<StuckRuns>(1, 'stuck', '1000');
  return [
    figure('P12', 'different histories in 100 runs of one scenario and seed, Node', hashes.size, 1, ''),
    figure('P13', 'stuck runs in 1,000 random stories', runs?.stuck ?? Number.NaN, 0, ''),
  ];
}

function ofManifests(): readonly Figure[] {
  const costs = inFreshProcesses<ManifestCost>(5, 'manifests', '1000');
  const one = median(costs.map(({ oneMs }) => oneMs));
  const many = median(costs.map(({ manyMs }) => manyMs)) / 1_000;
  return [
    figure('P14', 'read, check, compare and apply a manifest of 60 lines, warm', one, 5, 'ms'),
    figure('P14', 'the same, 1,000 documents', many, 2, 's'),
  ];
}

/** What does not depend on the machine's speed. */
function ratios(thousand: readonly SetLife[]): readonly Figure[] {
  const unitMs = median(inFreshProcesses<QueueCost>(3, 'queue', '1000000').map(({ ms }) => ms));
  const startMs = median(thousand.map(({ start }) => start.ms));
  const [probed, unprobed] = [
    inFreshProcesses<OrderedStart>(3, 'start', '300'),
    inFreshProcesses<OrderedStart>(3, 'unprobed', '300'),
  ];
  const msOf = (starts: readonly OrderedStart[]): number => median(starts.map(({ ms }) => ms));
  return [
    note('– a million operations of the event queue, 10,000 pending', amount(unitMs, 'ms')),
    figure('', 'P3, in such millions', startMs / unitMs, 3, ''),
    figure('', 'a start with probes, in starts without', msOf(probed) / msOf(unprobed), 1.2, ''),
  ];
}
