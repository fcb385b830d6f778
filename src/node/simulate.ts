// Plays a scenario without a page and gives what happened as lines of JSON: the body of `npm run sim`, apart from arguments,
// files and streams, so that tests call it.
import { isApiChange, kinds, typeOf } from '../engine/index.ts';
import type { ApiChange, ApiObject, Cluster, Reason } from '../engine/index.ts';
import { createRun } from '../run/create-run.ts';
import type { Refusal, Run } from '../run/run.ts';
import type { End } from '../scenarios/scenario.ts';

export const outputs = ['changes', 'events', 'objects', 'waits', 'answers'] as const;
export type Output = (typeof outputs)[number];

export interface SimulateOptions {
  /** Cluster time in milliseconds, or when all is quiet; absent: the scenario's own end. */
  readonly until?: number | 'quiet';
  /** Instead of the scenario's. */
  readonly seed?: number;
  readonly output: Output;
}

export type Simulated =
  | { readonly ok: true; readonly lines: readonly string[]; readonly stuckOn?: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Refusals if the text does not parse or the cluster refuses a document: then nothing is run. */
export function simulate(text: string, { until, seed, output }: SimulateOptions): Simulated {
  const end = until === undefined ? {} : { end: until === 'quiet' ? quietEnd : noEnd };
  const created = createRun(text, { ...(seed === undefined ? {} : { seed }), ...end });
  if (!created.ok) return created;
  const { run } = created;
  if (typeof until === 'number') run.advanceTo(until);
  else run.advanceToEnd();
  const stuckOn = run.stuckOn();
  const lines = printers[output](run).map((line) => JSON.stringify(line));
  return { ok: true, lines, ...(stuckOn === undefined ? {} : { stuckOn }) };
}

const quietEnd: End = { kind: 'when', when: { kind: 'quiet' } };
/** A run that ends at a given time is not stuck for want of its own end. */
const noEnd: End = { kind: 'after', ms: 0 };

const printers: { readonly [O in Output]: (run: Run) => readonly unknown[] } = {
  changes: ({ cluster }) =>
    [...startingNodes(cluster), ...cluster.changes(cluster.startRevision)]
      .filter((change) => isApiChange(change))
      .map(changeLine),
  events: ({ cluster }) => objects(cluster, (kind) => kind === 'Event'),
  objects: ({ cluster }) => objects(cluster, (kind) => kind !== 'Event'),
  waits: ({ cluster }) =>
    cluster.waits().map(({ sinceMs, toMs, component, key, reason }) => ({
      fromMs: sinceMs,
      toMs: toMs ?? null,
      component,
      key,
      reason: whole(reason),
    })),
  answers: ({ answers }) => answers.map((answer) => ('run' in answer ? commandLine(answer) : answer)),
};

const startingNodes = (cluster: Cluster): readonly ApiChange[] =>
  cluster
    .changes()
    .slice(0, cluster.startRevision)
    .filter((change) => isApiChange(change))
    .filter(({ kind }) => kind === 'Node');

function changeLine(change: ApiChange): unknown {
  const { atMs, revision, actor, cause, reason, before, after } = change;
  return { atMs, revision, type: typeOf(change), actor, cause, reason: whole(reason), object: after ?? before };
}

/** With its parameters, though there may be none. */
const whole = ({ rule, params = {} }: Reason): Reason => ({ rule, params });

function objects(cluster: Cluster, isAsked: (kind: string) => boolean): readonly ApiObject[] {
  return [...kinds]
    .filter(isAsked)
    .sort()
    .flatMap((kind): readonly ApiObject[] => [...cluster.head.list(kind)].sort(byName));
}

const byName = (a: ApiObject, b: ApiObject): number =>
  order(a.metadata.namespace ?? '', b.metadata.namespace ?? '') || order(a.metadata.name, b.metadata.name);

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function commandLine({ atMs, run, exit, stdout, stderr }: Extract<Run['answers'][number], { run: string }>): unknown {
  return { atMs, run, exit: exit ?? null, stdout, stderr };
}
