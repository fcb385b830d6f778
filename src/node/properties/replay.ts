// A run is a function of its inputs: plays a story more than once, in pieces, from the middle and from its text, and compares.
import { createRun } from '../../run/create-run.ts';
import { begin, lengthMs, play } from './play.ts';
import { firstDeedMs, scenarioText } from './scenario-text.ts';
import { stateOf } from './state.ts';
import type { Story } from './story.ts';

/** What is not the same to the byte; none if all is. */
export const replayTroubleOf = (story: Story): readonly string[] => [
  ...slicingTroubleOf(story),
  ...pastTroubleOf(story),
  ...textTroubleOf(story),
];

/** The same story twice, the second time with time cut in other pieces. */
export function slicingTroubleOf(story: Story): readonly string[] {
  let seen = story.setting.seed;
  const next = (): number => (seen = (seen * 48_271 + 11) % 2_147_483_647);
  const sliced = play(story, begin(story), (cluster, ms) => {
    while (cluster.nowMs < ms) {
      let asked = 0;
      const until = Math.min(ms, cluster.nowMs + 1 + (next() % 30_000));
      cluster.advanceTo(until, () => ++asked % (1 + (next() % 4)) !== 0);
    }
  });
  const whole = play(story);
  return [
    ...differing('the changes of a sliced run', sliced.changes(), whole.changes()),
    ...differing('the state after a sliced run', stateOf(sliced.head), stateOf(whole.head)),
    ...differing('the waits of a sliced run', sliced.waits(), whole.waits()),
  ];
}

/** The past as it was then, and a fork of it that goes on as the run did. */
export function pastTroubleOf(story: Story): readonly string[] {
  const [endMs, atMs] = instants(story);
  const then = stateOf(play(story, begin(story), undefined, atMs).head);
  const now = play(story, begin(story), undefined, endMs);
  const cursor = now.cursorAt(atMs);
  const looked = stateOf(now.viewAt(cursor));
  const fork = now.forkAt(cursor);
  const forked = stateOf(fork.head);
  play(story, fork, undefined, endMs);
  return [
    ...differing(`the view of ${atMs} ms`, looked, then),
    ...differing(`the fork at ${atMs} ms`, forked, then),
    ...differing('the changes of a fork', fork.changes(), now.changes()),
    ...differing('the state after a fork', stateOf(fork.head), stateOf(now.head)),
    ...differing('the waits of a fork', fork.waits(), now.waits()),
    ...differing('the view of the present', stateOf(now.viewAt(now.cursorAt(endMs))), stateOf(now.head)),
    ...differing(`the second view of ${atMs} ms`, stateOf(now.viewAt(cursor)), then),
  ];
}

/** The scenario that a failure prints. */
export function textTroubleOf(story: Story): readonly string[] {
  const created = createRun(scenarioText(story));
  if (!created.ok) return created.refusals.map(({ message }) => message);
  const played = play(story);
  created.run.advanceTo(played.nowMs);
  return differing('the changes of the scenario', created.run.cluster.changes(), played.changes());
}

function differing(what: string, one: unknown, other: unknown): readonly string[] {
  const [text, wanted] = [one, other].map((it) => (typeof it === 'string' ? it : JSON.stringify(it))) as [
    string,
    string,
  ];
  if (text === wanted) return [];
  let at = 0;
  while (text[at] === wanted[at]) at++;
  const around = (it: string): string => it.slice(Math.max(0, at - 200), at + 200);
  return [`${what} differs at ${at}: ${around(text)}\ninstead of ${around(wanted)}`];
}

/** The story's end, and an instant before it at which nothing is done. */
function instants(one: Story): readonly [endMs: number, atMs: number] {
  const endMs = lengthMs(one) + 5000;
  let atMs = firstDeedMs;
  const deeds = new Set(one.steps.map(({ afterMs }) => (atMs += afterMs)));
  let instant = firstDeedMs + ((one.setting.seed * 7919) % (endMs - firstDeedMs));
  while (deeds.has(instant)) instant++;
  return [endMs, Math.min(instant, endMs)];
}
