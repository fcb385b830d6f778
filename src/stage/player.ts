// The one place that knows both wall time and the instant on show: plays, pauses, seeks, and gives the engine a bounded
// slice of each frame. Clocks and cluster are handed in as plain functions, so that it is tested without either.

export interface PlayerOptions {
  /** Wall time in ms that only rises. */
  readonly now: () => number;
  readonly requestFrame: (callback: () => void) => number;
  readonly cancelFrame: (handle: number) => void;
  /** A wake-up after about `ms` of wall time, for when no frame is worth drawing. */
  readonly setTimer: (callback: () => void, ms: number) => number;
  readonly clearTimer: (handle: number) => void;
  /** Runs the cluster to `ms` of cluster time or until `keepGoing` says no; gives the time reached. */
  readonly advanceTo: (ms: number, keepGoing: () => boolean) => number;
  /** The end of what has happened, cluster ms. */
  readonly headMs: () => number;
  /** When the cluster has something to do next; undefined: never. */
  readonly nextMs: () => number | undefined;
  readonly isSettled: () => boolean;
  /** The picture on show moves with time alone (Scene.moving). */
  readonly isMoving: () => boolean;
  /** Draw this instant. */
  readonly onShow: (state: PlayerState) => void;
  /** A run until settled ended: `limit` after 600 s of cluster time. */
  readonly onSettled?: (outcome: 'settled' | 'limit') => void;
}

export interface PlayerState {
  /** The instant on show, cluster ms. */
  readonly ms: number;
  readonly headMs: number;
  readonly mode: 'paused' | 'playing' | 'settling';
  /** Cluster ms per wall ms, 0.1 to 100. */
  readonly speed: number;
  /** Comfort transitions are welcome: not scrubbing, not above 8×. */
  readonly animate: boolean;
}

export interface Player {
  play(): void;
  pause(): void;
  toggle(): void;
  setSpeed(speed: number): void;
  /** To an instant between 0 and the head; `dragging` draws without transitions. Keeps the mode unless dragging. */
  seek(ms: number, dragging?: boolean): void;
  toStart(): void;
  toEnd(): void;
  runUntilSettled(): void;
  /** Something outside changed (an input, the language, the room): show the same instant again, soon. */
  refresh(): void;
  state(): PlayerState;
  destroy(): void;
}

export function createPlayer(options: PlayerOptions): Player {
  throw new Error(`not built yet: ${options.now()}`);
}
