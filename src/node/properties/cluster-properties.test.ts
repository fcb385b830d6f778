// Random stories on the whole cluster. `PROPERTY_CASES` says how many (in long runs thousands), `PROPERTY_SEED` which;
// `PROPERTY_STORY` plays one, as a failure prints it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../engine/index.ts';
import { begin, lengthMs, play, repair } from './play.ts';
import { restFaults, settle } from './settled.ts';
import { stateOf } from './state.ts';
import { images, nodeNames } from './story.ts';
import type { Deed, Shape, Step, Story } from './story.ts';
import { Watch } from './watch.ts';

const cases = Number(process.env['PROPERTY_CASES'] ?? 60);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
const told = process.env['PROPERTY_STORY'];
const patienceMs = 20_000 + cases * 2000;

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

const story: fc.Arbitrary<Story> = fc.record({ shape, steps: fc.array(step, { maxLength: 12 }) });

/** Tries a property on random stories, or on the one that was told. */
function always(numRuns: number, holds: (story: Story) => void): void {
  if (told !== undefined) return holds(JSON.parse(told) as Story);
  fc.assert(
    fc.property(story, (one) => {
      try {
        holds(one);
      } catch (error) {
        throw new Error(`PROPERTY_STORY='${JSON.stringify(one)}'\n${String(error)}`, { cause: error });
      }
    }),
    { numRuns, seed },
  );
}

test(
  'nothing happens that never may, and what is mended comes to rest',
  () => {
    always(cases, (one) => {
      const cluster = begin(one);
      const watch = new Watch(cluster);
      play(one, cluster, (_, ms) => {
        cluster.advanceTo(ms);
        watch.look();
      });
      repair(cluster, one.shape);
      const rests = settle(cluster, one.shape, () => watch.look());
      expect([rests, restFaults(cluster)]).toEqual([true, []]);
    });
  },
  patienceMs,
);

test(
  'the same story twice is the same to the byte, however time is cut',
  () => {
    always(Math.ceil(cases / 3), (one) => {
      let seen = one.shape.seed;
      const next = (): number => (seen = (seen * 48_271 + 11) % 2_147_483_647);
      const sliced = play(one, begin(one), (cluster, ms) => {
        while (cluster.nowMs < ms) {
          let asked = 0;
          const until = Math.min(ms, cluster.nowMs + 1 + (next() % 30_000));
          cluster.advanceTo(until, () => ++asked % (1 + (next() % 4)) !== 0);
        }
      });
      const whole = play(one);
      expect(JSON.stringify(sliced.changes())).toBe(JSON.stringify(whole.changes()));
      expect(stateOf(sliced.head)).toBe(stateOf(whole.head));
      expect(sliced.waits()).toEqual(whole.waits());
    });
  },
  patienceMs,
);

test(
  'the past is as it was, and goes on from there as it did',
  () => {
    always(Math.ceil(cases / 3), (one) => {
      const [endMs, atMs] = instants(one);
      const then = play(one, begin(one), undefined, atMs);
      const now = play(one, begin(one), undefined, endMs);
      const cursor = now.cursorAt(atMs);
      expect(stateOf(now.viewAt(cursor))).toBe(stateOf(then.head));
      const fork = now.forkAt(cursor);
      expect(stateOf(fork.head)).toBe(stateOf(then.head));
      play(one, fork, undefined, endMs);
      expect(JSON.stringify(fork.changes())).toBe(JSON.stringify(now.changes()));
      expect(stateOf(fork.head)).toBe(stateOf(now.head));
      expect(fork.waits()).toEqual(now.waits());
      expect(stateOf(now.viewAt(now.cursorAt(endMs)))).toBe(stateOf(now.head));
      expect(stateOf(now.viewAt(cursor))).toBe(stateOf(then.head));
    });
  },
  patienceMs,
);

/** The story's end, and an instant before it at which nothing is done. */
function instants(one: Story): readonly [endMs: number, atMs: number] {
  const endMs = lengthMs(one) + 5000;
  let atMs = 0;
  const deeds = new Set(one.steps.map(({ afterMs }) => (atMs += afterMs)));
  let instant = 1 + ((one.shape.seed * 7919) % endMs);
  while (deeds.has(instant)) instant++;
  return [endMs, Math.min(instant, endMs)];
}
