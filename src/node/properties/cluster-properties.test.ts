// Random stories on the whole cluster. `PROPERTY_CASES` says how many (in long runs thousands), `PROPERTY_SEED` which;
// `PROPERTY_STORY` plays one, as a failure prints it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRun } from '../../run/create-run.ts';
import { begin, lengthMs, play, repair } from './play.ts';
import { firstDeedMs, scenarioText } from './scenario-text.ts';
import { restFaults, settle } from './settled.ts';
import { stateOf } from './state.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';
import { Watch } from './watch.ts';

const cases = Number(process.env['PROPERTY_CASES'] ?? 60);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
const told = process.env['PROPERTY_STORY'];
const patienceMs = 20_000 + cases * 2000;

/** Tries a property on random stories, or on the one that was told. */
function always(numRuns: number, holds: (story: Story) => void): void {
  if (told !== undefined) return holds(JSON.parse(told) as Story);
  fc.assert(
    fc.property(stories, (one) => {
      try {
        holds(one);
      } catch (error) {
        const how = `PROPERTY_STORY='${JSON.stringify(one)}'\nor, as a scenario:\n${scenarioText(one)}`;
        throw new Error(`${how}\n${String(error)}`, { cause: error });
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

test(
  'what a failure prints is a scenario that plays the same to the byte',
  () => {
    always(Math.ceil(cases / 3), (one) => {
      const created = createRun(scenarioText(one));
      if (!created.ok) throw new Error(created.refusals.map(({ message }) => message).join(', '));
      const { run } = created;
      const played = play(one);
      run.advanceTo(played.nowMs);
      expect(JSON.stringify(run.cluster.changes())).toBe(JSON.stringify(played.changes()));
    });
  },
  patienceMs,
);

/** The story's end, and an instant before it at which nothing is done. */
function instants(one: Story): readonly [endMs: number, atMs: number] {
  const endMs = lengthMs(one) + 5000;
  let atMs = firstDeedMs;
  const deeds = new Set(one.steps.map(({ afterMs }) => (atMs += afterMs)));
  let instant = firstDeedMs + ((one.shape.seed * 7919) % (endMs - firstDeedMs));
  while (deeds.has(instant)) instant++;
  return [endMs, Math.min(instant, endMs)];
}
