// A run with its player and its folded history: what is exchanged as a whole by a reset or a link. The store is not in here.
import type { Doors } from './doors.ts';
import type { Beginning } from './beginning.ts';
import type { View } from '../engine/index.ts';
import type { Run, RunInput, SubmitResult } from '../run/run.ts';
import { createHistory, foldChanges } from '../scene/history.ts';
import type { Instant } from '../scene/instant.ts';
import type { Player, PlayerOptions } from '../stage/player.ts';

export interface PlayedRun {
  readonly run: Run;
  readonly player: Player;
  readonly scenarioText: string;
  /** What is on show; its view moves at the next call. */
  readonly instant: () => Instant;
  /** At the end of what has happened, which is then on show. */
  readonly submitAtEnd: (input: RunInput) => SubmitResult;
  /** Plays from the start, or shows the instant a link wants, paused. */
  readonly start: () => void;
  readonly goingOn: () => readonly string[];
}

export type PlayedRunOptions = Required<Pick<PlayerOptions, 'isMoving' | 'onShow' | 'onSettled'>>;

export function createPlayedRun(beginning: Beginning, doors: Doors, options: PlayedRunOptions): PlayedRun {
  const { run, scenarioText, atMs } = beginning;
  const history = createHistory();
  const player = doors.createPlayer({
    ...doors.clock,
    ...options,
    advanceTo: (ms, keepGoing) => run.advanceTo(ms, keepGoing),
    headMs: () => run.cluster.nowMs,
    nextMs: () => run.nextMs(),
    isSettled: () => run.state().kind !== 'working',
  });
  return {
    run,
    player,
    scenarioText,
    instant() {
      const { ms } = player.state();
      foldChanges(history, run.cluster.changes(history.revision));
      return { view: run.cluster.viewAt(run.cluster.cursorAt(ms)), atMs: ms, history, messages: doors.messages() };
    },
    submitAtEnd(input) {
      player.toEnd();
      return run.submit(input);
    },
    start() {
      if (atMs === undefined) {
        player.play();
      } else {
        player.pause();
        player.seek(atMs);
      }
    },
    goingOn: () => goingOn(run.cluster.head),
  };
}

/** Who is busy with what, soonest first: `kubelet Pod/web-0`. A few are enough to see what repeats. */
function goingOn(head: View): readonly string[] {
  const busy = head.upcoming().filter((entry) => !entry.idle);
  const named = busy.map(({ component, key }) => {
    const object = head.byUid(key);
    return `${component} ${object ? `${object.kind}/${object.metadata.name}` : key}`;
  });
  return [...new Set(named)].slice(0, 3);
}
