// Random worlds: a StatefulSet of every shape, and what may stand beside it.
import fc from 'fast-check';
import {
  barePod,
  budget,
  front,
  governing,
  localVolume,
  priorityClass,
  service,
  services,
  sharedClaim,
  statefulSet,
  storageClass,
} from './manifests.ts';
import type { FrontShape, PodShape, SetShape } from './manifests.ts';
import { images } from './story.ts';
import type { Setting } from './story.ts';

/** One of some values, the first of them as often as all others. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const podShape: fc.Arbitrary<PodShape> = fc.record({
  image: mostly(...images),
  graceSeconds: fc.constantFrom(1, 3, 30),
  probes: fc.subarray(['readiness', 'liveness', 'startup']),
  beside: mostly<PodShape['beside']>([], ['init'], ['sidecar'], ['sidecar', 'init']),
  hook: mostly<PodShape['hook']>('none', 'preStop', 'postStart', 'failing'),
  placement: mostly<PodShape['placement']>('anywhere', 'apart', 'rather-apart', 'spread'),
  priority: mostly<PodShape['priority']>('none', 'high'),
  cpu: fc.constantFrom('0', '400m'),
  loyalSeconds: fc.constantFrom(300, 5, 0),
});

const maxUnavailable = fc.constantFrom(1, 2, '50%');

/** How a set is updated. */
export const strategy: fc.Arbitrary<object> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ type: 'RollingUpdate' }) },
  { weight: 1, arbitrary: fc.constant({ type: 'OnDelete' }) },
  {
    weight: 2,
    arbitrary: fc.record({ partition: fc.nat(3), maxUnavailable }).map((rollingUpdate) => ({
      type: 'RollingUpdate',
      rollingUpdate,
    })),
  },
);

const retention = fc.constantFrom('Retain', 'Delete');

const setShape: fc.Arbitrary<SetShape> = fc.record({
  policy: fc.constantFrom('OrderedReady', 'Parallel'),
  strategy,
  replicas: fc.nat(5),
  start: mostly(0, 2),
  minReadySeconds: mostly(0, 7),
  historyLimit: fc.constantFrom(10, 1, 0),
  whenDeleted: retention,
  whenScaled: retention,
  claims: fc.constantFrom('none', 'disk', 'disk', 'quick', 'zonal', 'local'),
  pod: podShape,
});

const frontShape: fc.Arbitrary<FrontShape> = fc.record({
  kind: mostly<FrontShape['kind']>('Deployment', 'ReplicaSet'),
  replicas: fc.nat(3),
  strategy: fc.constantFrom<object>(
    { type: 'RollingUpdate' },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } },
    { type: 'Recreate' },
  ),
  minReadySeconds: mostly(0, 5),
  shared: mostly(false, true),
  pod: podShape.map((shape): PodShape => ({ ...shape, cpu: shape.cpu === '0' ? '0' : '100m' })),
});

export const budgetSpec: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom<object>({ minAvailable: 0 }, { minAvailable: 2 }, { minAvailable: '50%' }),
  fc.constantFrom<object>({ maxUnavailable: 1 }, { maxUnavailable: '34%' }),
  fc.constant({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' }),
);

const serviceNames = ['web-ip', 'front', 'everyone', 'outside', 'by-hand'] as const;

interface Company {
  readonly front: FrontShape | undefined;
  readonly budget: object | undefined;
  readonly services: readonly (typeof serviceNames)[number][];
  /** Pods that leave little room on a node each. */
  readonly crowd: number;
}

const company: fc.Arbitrary<Company> = fc.record({
  front: fc.option(frontShape, { nil: undefined, freq: 2 }),
  budget: fc.option(budgetSpec, { nil: undefined }),
  services: fc.subarray([...serviceNames]),
  crowd: fc.constantFrom(0, 0, 0, 3),
});

/** Pods of nobody: big ones that fill a node, ones that end, ones that fail. */
export const barePods: fc.Arbitrary<object> = fc.constantFrom(
  barePod('big-0', 'Always', 'plain', '3'),
  barePod('big-1', 'Always', 'plain', '3500m'),
  barePod('once', 'Never', 'task', '0'),
  barePod('again', 'OnFailure', 'crashing', '0'),
  barePod('failed', 'Never', 'crashing', '0'),
);

export const settings: fc.Arbitrary<Setting> = fc
  .record({ seed: fc.nat(1_000_000), gate: fc.boolean(), shape: setShape, company })
  .map(({ seed, gate, shape, company: beside }) => ({ seed, gate, documents: documentsOf(shape, beside) }));

function documentsOf(shape: SetShape, beside: Company): readonly object[] {
  const isShared = beside.front?.shared ?? false;
  const classes = new Set([
    ...(shape.claims === 'none' ? [] : [shape.claims]),
    ...(isShared ? (['disk'] as const) : []),
  ]);
  return [
    ...[...classes].map(storageClass),
    ...(shape.claims === 'local' ? Array.from({ length: 9 }, (_, number) => localVolume(number)) : []),
    priorityClass,
    governing,
    ...beside.services.map((name) => service(name, services[name])),
    ...(beside.budget ? [budget(beside.budget)] : []),
    ...Array.from({ length: beside.crowd }, (_, number) => barePod(`crowd-${number}`, 'Always', 'plain', '3500m')),
    ...(isShared ? [sharedClaim] : []),
    ...(beside.front ? [front(beside.front)] : []),
    statefulSet(shape),
  ];
}
