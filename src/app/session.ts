// The session: holds what is being played and the one store, and is the only place where the page, the pictures and the
// cluster meet. React watches the store; pictures and time are fed directly, frame by frame.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Beginning } from './beginning.ts';
import { branchActions } from './branch-actions.ts';
import type { BranchActions } from './branch-actions.ts';
import { branchState } from './branch-lines.ts';
import { statusOf } from './cluster-status.ts';
import { commandsOf } from './commands.ts';
import type { Doors } from './doors.ts';
import { stateAt } from './first-state.ts';
import { inputActions } from './input-actions.ts';
import type { InputActions } from './input-actions.ts';
import { pageActions } from './page-actions.ts';
import type { PageActions } from './page-actions.ts';
import { createPictures } from './pictures.ts';
import type { Pictures } from './pictures.ts';
import { Playing } from './playing.ts';
import { readings } from './readings.ts';
import type { Readings } from './readings.ts';
import { selecting } from './selecting.ts';
import type { Selecting } from './selecting.ts';
import type { SessionState } from './session-state.ts';
import { timeActions } from './time-actions.ts';
import type { TimeActions } from './time-actions.ts';
import type { PlayerState } from '../stage/player.ts';

type PicturePlaces = Pick<Pictures, 'previewStage' | 'mountStage' | 'mountPicture'>;

export interface Session
  extends InputActions, TimeActions, BranchActions, PageActions, Readings, Selecting, PicturePlaces {
  readonly store: StoreApi<SessionState>;
  /** Resolves when the first picture has been drawn. */
  readonly firstPicture: Promise<void>;
  readonly select: (about: string | null) => void;
  /** Stops everything, for good. */
  readonly stop: () => void;
}

export function createSession(beginning: Beginning, doors: Doors): Session {
  const store = createStore<SessionState>(() => stateAt(beginning));
  const pictures = createPictures({
    now: doors.clock.now,
    say: doors.say,
    played: () => playing.now,
    onStep: (direction) => time.step(direction),
    onSelect: select,
    selected: () => store.getState().selected,
  });
  const playing = new Playing(beginning, doors, {
    isMoving: pictures.isMoving,
    onShow: show,
    onSettled: (outcome) => store.setState({ notice: outcome === 'limit' ? 'neverSettles' : null }),
    onExchange: exchanged,
    onDone: () => store.setState(branchState(playing.branches)),
  });
  store.setState(branchState(playing.branches));
  const parts = { store, playing, doors };

  function show({ revision, headMs, mode, speed, animate }: PlayerState): void {
    const { run, player } = playing.now;
    const { status, commands, pastAnswers, notice } = store.getState();
    const cursor = playing.now.cursor();
    store.setState({
      ...(mode !== 'paused' && notice === 'nothingNext' ? { notice: null } : {}),
      cursor,
      headMs,
      atStep: revision !== undefined,
      mode,
      speed,
      animate,
      status: statusOf(run, cursor, status),
      commands: commandsOf(run, commands, pastAnswers),
    });
    pictures.draw(player.state());
  }
  function exchanged(): void {
    const { runNumber, text, appliedText } = store.getState();
    const { text: applied } = playing.now.run;
    store.setState({
      runNumber: runNumber + 1,
      ...{ outcome: null, pastAnswers: [], notice: null },
      appliedText: applied,
      // What was not yet applied is nowhere else: it stays.
      text: text === appliedText ? applied : text,
    });
  }
  function select(selected: string | null): void {
    store.setState({ selected });
    playing.now.player.refresh();
  }

  const time = timeActions(parts);
  const { first, previewStage, mountStage, mountPicture } = pictures;
  return {
    store,
    firstPicture: first,
    select,
    stop: () => playing.now.player.destroy(),
    ...{ previewStage, mountStage, mountPicture },
    ...inputActions(parts),
    ...time,
    ...branchActions(parts),
    ...pageActions(parts),
    ...readings(parts),
    ...selecting(parts),
  };
}
