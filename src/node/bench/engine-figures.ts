// The figures of the engine alone: P1, P3 and P5 of an ordered start, P14 of manifests. Medians over fresh processes.
import type { Figure } from './figure.ts';
import { amount, figure, note } from './figure.ts';
import type { ForkCost } from './fork-cost.ts';
import { inFreshProcesses, median } from './fresh-process.ts';
import type { ManifestCost } from './manifest-cost.ts';
import type { OrderedStart } from './ordered-start.ts';

/** In the fresh process: what `--measure` names. */
export async function measure([name, size]: readonly string[]): Promise<OrderedStart | ManifestCost | ForkCost> {
  // Loaded only now, because loading is measured too.
  if (name === 'start') return (await import('./ordered-start.ts')).measureOrderedStart(Number(size));
  if (name === 'forks') return (await import('./fork-cost.ts')).measureForks(Number(size));
  if (name === 'manifests') return (await import('./manifest-cost.ts')).measureManifests(Number(size));
  throw new Error(`there is no measurement "${name}"`);
}

export function engineFigures(): readonly Figure[] {
  const small = starts(7, 3);
  const large = starts(5, 1_000);
  const [from, to] = [starts(5, 300), starts(5, 3_000)];
  const exponent = Math.log10(median(to.map(cpu)) / median(from.map(cpu)));
  const manifests = inFreshProcesses<ManifestCost>(5, 'manifests', '1000');
  return [
    figure('P1', 'three ordered Pods, apply to all Ready, CPU', median(small.map(cpu)), 15, 'ms'),
    note(
      '– loading the modules; preparing the schema',
      `${amount(median(small.map((start) => start.loadMs)), 'ms')}; ${amount(median(small.map((start) => start.prepareMs)), 'ms')}`,
    ),
    figure('P3', '1,000 ordered Pods with claims, wall', median(large.map(wall)) / 1_000, 1, 's'),
    figure('P10', 'fork at any instant of the start of three Pods', forks(3), 50, 'ms'),
    figure('P10', 'the same, of 1,000 Pods', forks(1_000), 300, 'ms'),
    figure('P5', 'how CPU grows from 300 to 3,000 ordered Pods, exponent', exponent, 1.15, ''),
    figure(
      'P14',
      'read, check and compare a manifest of 60 lines',
      median(manifests.map(({ oneMs }) => oneMs)),
      5,
      'ms',
    ),
    figure('P14', 'the same, 1,000 documents', median(manifests.map(({ manyMs }) => manyMs)) / 1_000, 2, 's'),
  ];
}

const starts = (repeats: number, replicas: number): readonly OrderedStart[] =>
  inFreshProcesses<OrderedStart>(repeats, 'start', String(replicas));

const forks = (replicas: number): number =>
  median(inFreshProcesses<ForkCost>(3, 'forks', String(replicas)).map(({ wallMs }) => wallMs));

const cpu = ({ cpuMs }: OrderedStart): number => cpuMs;
const wall = ({ wallMs }: OrderedStart): number => wallMs;
