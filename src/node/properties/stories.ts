// Random stories, for the properties and the benchmark: sets of every shape, and all that can be done to them.
import fc from 'fast-check';
import type { Fault } from '../../engine/index.ts';
import { images, nodeNames } from './story.ts';
import type { Deed, Shape, Step, Story } from './story.ts';

const image = fc.constantFrom(...images);
const ordinal = fc.nat(4);

const shape: fc.Arbitrary<Shape> = fc.record({
  seed: fc.nat(1_000_000),
  policy: fc.constantFrom('OrderedReady', 'Parallel'),
  claims: fc.boolean(),
  strategy: fc.oneof(
    { weight: 3, arbitrary: fc.constant('RollingUpdate' as const) },
    { weight: 1, arbitrary: fc.constant('OnDelete' as const) },
  ),
  replicas: fc.nat(6),
  image: fc.oneof({ weight: 3, arbitrary: fc.constant('plain' as const) }, { weight: 2, arbitrary: image }),
  graceSeconds: fc.constantFrom(1, 3, 30),
  probe: fc.boolean(),
});

const podFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('crash', 'unready', 'ready'),
  pod: ordinal.map((number) => `default/web-${number}`),
});

const nodeFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('power-off', 'power-on', 'cut', 'heal', 'stop-kubelet', 'start-kubelet'),
  node: fc.constantFrom(...nodeNames),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('scale' as const), replicas: fc.nat(6) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('image' as const), image }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('annotate' as const), value: fc.constantFrom('a', 'b') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('partition' as const), partition: fc.nat(4) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('delete-pod' as const),
      ordinal,
      graceSeconds: fc.constantFrom(undefined, undefined, 0, 1, 60),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-claim' as const), ordinal }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('delete-set' as const),
      propagation: fc.constantFrom('Background', 'Foreground', 'Orphan'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'apply' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('label' as const), ordinal, app: fc.constantFrom('web', 'other') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cordon' as const), node: fc.nat(2), on: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('strike' as const), fault: podFault }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('strike' as const), fault: nodeFault }) },
);

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.oneof(
    { weight: 3, arbitrary: fc.nat(1500) },
    { weight: 3, arbitrary: fc.nat(20_000) },
    { weight: 1, arbitrary: fc.nat(400_000) },
  ),
  deed,
});

export const stories: fc.Arbitrary<Story> = fc.record({ shape, steps: fc.array(step, { maxLength: 12 }) });
