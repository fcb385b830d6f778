// A run with its player and its folded history: what is exchanged as a whole by a branch, a reset or a link. The store is not in
// here.
import type { Doors } from './doors.ts';
import type { Cursor, View } from '../engine/index.ts';
import type { Run } from '../run/run.ts';
import { createHistory, foldChanges } from '../scene/history.ts';
import type { Instant } from '../scene/instant.ts';
import type { SceneMessages } from '../scene/messages.ts';
import { waitText } from '../scene/narrate.ts';
import type { Player, PlayerOptions } from '../stage/player.ts';

export interface PlayedRun {
  readonly run: Run;
  readonly player: Player;
  /** What is on show: all that happened at an instant, or at a step some of it. */
  readonly cursor: () => Cursor;
  /** What is on show; its view moves at the next call. */
  readonly instant: () => Instant;
  readonly goingOn: () => readonly string[];
}

export type PlayedRunOptions = Required<Pick<PlayerOptions, 'isMoving' | 'onShow' | 'onSettled'>>;

export function createPlayedRun(run: Run, doors: Doors, options: PlayedRunOptions): PlayedRun {
  const history = createHistory();
  const player = doors.createPlayer({
    ...doors.clock,
    ...options,
    advanceTo: (ms, keepGoing) => run.advanceTo(ms, keepGoing),
    headMs: () => run.cluster.nowMs,
    nextMs: () => run.nextMs(),
    isSettled: () => run.state().kind !== 'working',
  });
  const cursor = (): Cursor => {
    const { ms, revision } = player.state();
    return revision === undefined ? run.cluster.cursorAt(ms) : { ms, revision };
  };
  return {
    run,
    player,
    cursor,
    instant() {
      const at = cursor();
      foldChanges(history, run.cluster.changes(history.revision));
      return { view: run.cluster.viewAt(at), atMs: at.ms, history, messages: doors.messages() };
    },
    goingOn: () => goingOn(run.cluster.head, doors.messages()),
  };
}

/** What is waited for, or who is busy with what (`kubelet Pod/web-0`), soonest first. A few are enough to see what repeats. */
function goingOn(head: View, messages: SceneMessages): readonly string[] {
  const busy = head.upcoming().filter((entry) => !entry.idle);
  const waits = head.waits();
  const named = busy.map(({ row: { component, key } }) => {
    const wait = waits.find((one) => one.component === component && one.key === key);
    if (wait) return waitText(wait.reason, messages);
    const object = head.byUid(key);
    return `${component} ${object ? `${object.kind}/${object.metadata.name}` : key}`;
  });
  return [...new Set(named)].slice(0, 3);
}
