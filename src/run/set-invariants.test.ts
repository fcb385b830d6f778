// What the StatefulSet controller never does (STS-INV- of the specification), looked for in every write of eventful runs with
// several seeds. The property tests look for more, in random stories.
import { expect, test } from 'vitest';
import type { Change, Pod } from '../engine/index.ts';
import { isMarked, isReady } from './testing/moments.ts';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { startedRun } from './testing/texts.ts';
import type { Run } from './run.ts';

const text = defaultClass + headlessService + webSet({ replicas: 4, claims: true, spec: ['minReadySeconds: 2'] });
const lines = [
  'kubectl set image sts/web nginx=nginx:1.26',
  'kubectl delete pod web-1 --wait=false',
  'kubectl scale sts web --replicas=2',
  'chaos crash pod/web-0',
  'kubectl scale sts web --replicas=5',
  'kubectl set image sts/web nginx=nginx:1.27',
  'kubectl delete pod web-0 web-2 --wait=false',
  'chaos reboot node/node-2',
  'kubectl rollout undo sts/web',
];

/** A run in which one thing happens before the other has ended, and which then comes to rest. */
function eventful(seed: number): Run {
  const run = startedRun(text, { seed });
  run.advanceTo(60_000);
  for (const [at, value] of lines.entries()) {
    run.submit({ kind: 'line', value });
    run.advanceTo(60_000 + (at + 1) * (4000 + seed * 700));
  }
  run.advanceTo(1_200_000);
  return run;
}

const runs = [1, 2, 3, 4, 5].map(eventful);

type PodChange = Extract<Change, { kind: 'Pod' }>;

/** Each write of a Pod by the controller, with the Pods that there were before. */
function podWrites(run: Run): readonly { readonly change: PodChange; readonly pods: ReadonlyMap<string, Pod> }[] {
  const pods = new Map<string, Pod>();
  return run.cluster.changes(0).flatMap((change) => {
    if (change.kind !== 'Pod') return [];
    const before = new Map(pods);
    if (change.after) pods.set(change.key, change.after);
    else pods.delete(change.key);
    return change.actor === 'statefulset-controller' ? [{ change, pods: before }] : [];
  });
}

const isAct = ({ before, after }: PodChange): boolean => before === undefined || (!isMarked(before) && isMarked(after));

/** Ready for two seconds, as the set asks for, and not on its way out. */
function isAvailable(pod: Pod | undefined, run: Run, atMs: number): boolean {
  const since = pod?.status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '';
  return isReady(pod) && !isMarked(pod) && Date.parse(since) + 2000 <= run.cluster.options.startTimeMs + atMs;
}

test('STS-INV-1: a Pod is created only where none of its name is', () => {
  const created = runs.flatMap(podWrites).filter(({ change }) => change.before === undefined);
  expect(created.length).toBeGreaterThan(50);
  expect(created.filter(({ change, pods }) => pods.has(change.key))).toEqual([]);
});

test('STS-INV-2: in order a sync creates or deletes one Pod at most', () => {
  for (const run of runs) {
    const acts = podWrites(run).filter(({ change }) => isAct(change));
    const syncs = acts.map(({ change }) => change.atMs);
    expect(new Set(syncs).size).toBe(syncs.length);
  }
});

test('STS-INV-3: in order a Pod is created when all before it are available', () => {
  for (const run of runs) {
    for (const { change, pods } of podWrites(run).filter((write) => write.change.before === undefined)) {
      const ordinal = Number(/\d+$/.exec(change.key)?.[0]);
      const before = Array.from({ length: ordinal }, (_, at) => pods.get(`default/web-${at}`));
      expect(before.filter((pod) => !isAvailable(pod, run, change.atMs))).toEqual([]);
    }
  }
});

test('STS-INV-5: the revision of a Pod that lives is never written anew', () => {
  const revision = (pod: Pod | undefined): string | undefined => pod?.metadata.labels?.['controller-revision-hash'];
  const changed = runs
    .flatMap(podWrites)
    .filter(({ change: { before, after } }) => before && after && revision(before) !== revision(after));
  expect(changed).toEqual([]);
});

test('STS-INV-7: under Retain no claim goes by the hand of a controller', () => {
  for (const run of runs) {
    expect(run.cluster.changes(0).filter(({ kind, after }) => kind === 'PersistentVolumeClaim' && !after)).toEqual([]);
    expect(run.cluster.head.list('PersistentVolumeClaim')).toHaveLength(5);
  }
});

test('STS-INV-8: at rest all Pods are at the update revision, and it is the current one', () => {
  for (const run of runs) {
    const status = run.cluster.head.get('StatefulSet', 'default/web')?.status;
    expect(status).toMatchObject({ replicas: 5, readyReplicas: 5, updatedReplicas: 5, currentReplicas: 5 });
    expect(status?.currentRevision).toBe(status?.updateRevision);
    const revisions = run.cluster.head.list('Pod').map(({ metadata }) => metadata.labels?.['controller-revision-hash']);
    expect(new Set(revisions)).toEqual(new Set([status?.updateRevision]));
  }
});
