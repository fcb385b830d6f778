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
  /** Standing at a step: the last of the instant's changes that is on show; undefined: all of them are. */
  readonly revision: number | undefined;
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
  /** Stands still right after one of the changes of an instant. */
  standAt(cursor: { readonly ms: number; readonly revision: number }): void;
  toStart(): void;
  toEnd(): void;
  runUntilSettled(): void;
  /** Something outside changed (an input, the language, the room): show the same instant again, soon. */
  refresh(): void;
  state(): PlayerState;
  destroy(): void;
}

/** Wall ms the engine may take of one frame. */
const sliceMs = 8;
/** Wall ms between two looks while nothing on show moves. */
const lookMs = 1000;
/** A frame that comes later than this (a hidden tab, a stall) does not make the cluster leap. */
const longestFrameMs = 250;
/** Cluster ms after which a run until settled gives up. */
const limitMs = 600_000;
const speeds = { least: 0.1, most: 100, tweened: 8 };

export const createPlayer = (options: PlayerOptions): Player => new FramePlayer(options);

class FramePlayer implements Player {
  readonly #options: PlayerOptions;
  /** With fractions, so that slow play does not stand still; whole milliseconds are shown and handed to the engine. */
  #ms: number;
  #revision: number | undefined;
  #mode: PlayerState['mode'] = 'paused';
  #speed = 1;
  #dragging = false;
  #lookedAt = 0;
  /** How long the player meant to sleep before the next look. */
  #sleepMs = 0;
  #settleEndMs = 0;
  #frame: number | undefined;
  #timer: number | undefined;
  #destroyed = false;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#ms = options.headMs();
  }

  play(): void {
    if (this.#mode === 'playing') return;
    this.#start('playing');
  }

  pause(): void {
    if (this.#mode === 'paused') return;
    this.#mode = 'paused';
    this.#soon();
  }

  toggle(): void {
    if (this.#mode === 'paused') this.play();
    else this.pause();
  }

  setSpeed(speed: number): void {
    if (Number.isNaN(speed)) return;
    this.#catchUp();
    this.#speed = Math.min(speeds.most, Math.max(speeds.least, speed));
    this.#soon();
  }

  seek(ms: number, dragging = false): void {
    this.#ms = Math.min(this.#options.headMs(), Math.max(0, Number.isNaN(ms) ? 0 : ms));
    this.#revision = undefined;
    this.#lookedAt = this.#options.now();
    this.#dragging = dragging;
    if (dragging || this.#mode === 'settling') this.#mode = 'paused';
    this.#soon();
  }

  standAt({ ms, revision }: { readonly ms: number; readonly revision: number }): void {
    this.seek(ms);
    this.#revision = revision;
    this.#mode = 'paused';
  }

  toStart(): void {
    this.seek(0);
  }

  toEnd(): void {
    this.seek(this.#options.headMs());
  }

  runUntilSettled(): void {
    this.#ms = this.#options.headMs();
    this.#settleEndMs = this.#ms + limitMs;
    this.#start('settling');
  }

  refresh(): void {
    this.#soon();
  }

  state(): PlayerState {
    const headMs = this.#options.headMs();
    return {
      ms: Math.min(headMs, Math.floor(this.#ms)),
      revision: this.#revision,
      headMs,
      mode: this.#mode,
      speed: this.#speed,
      animate: !this.#dragging && this.#mode !== 'settling' && this.#speed <= speeds.tweened,
    };
  }

  destroy(): void {
    this.#destroyed = true;
    this.#cancel();
  }

  #start(mode: PlayerState['mode']): void {
    this.#mode = mode;
    this.#revision = undefined;
    this.#dragging = false;
    this.#lookedAt = this.#options.now();
    this.#soon();
  }

  /** One look: let time pass, show, and decide when to look again. */
  #look(): void {
    if (this.#mode === 'settling') this.#settle();
    else if (this.#mode === 'playing') this.#catchUp();
    const headMs = this.#options.headMs();
    if (Math.floor(this.#ms) > headMs) this.#ms = headMs;
    this.#options.onShow(this.state());
    if (this.#frame === undefined && this.#timer === undefined) this.#schedule();
  }

  /** Moves the instant on show by the wall time since the last look; past the head, as far as one slice of the engine goes. */
  #catchUp(): void {
    const { now, headMs, advanceTo } = this.#options;
    const startedAt = now();
    const elapsedMs = Math.min(startedAt - this.#lookedAt, this.#sleepMs + longestFrameMs);
    this.#lookedAt = startedAt;
    if (this.#mode !== 'playing') return;
    const wantedMs = this.#ms + Math.max(0, elapsedMs) * this.#speed;
    this.#ms = wantedMs;
    if (Math.floor(wantedMs) <= headMs()) return;
    const reachedMs = advanceTo(Math.floor(wantedMs), () => now() - startedAt < sliceMs);
    if (reachedMs < Math.floor(wantedMs)) this.#ms = reachedMs;
  }

  /** From one thing to do to the next, so that the head stands where the last one happened and not at the limit. */
  #settle(): void {
    const { now, headMs, nextMs, advanceTo, isSettled, onSettled } = this.#options;
    const startedAt = now();
    const keepGoing = (): boolean => now() - startedAt < sliceMs;
    let outcome: 'settled' | 'limit' | undefined;
    do {
      const dueMs = nextMs();
      if (isSettled() || dueMs === undefined) outcome = 'settled';
      else if (dueMs > this.#settleEndMs) outcome = 'limit';
      else advanceTo(Math.max(dueMs, headMs()), keepGoing);
    } while (outcome === undefined && keepGoing());
    this.#ms = headMs();
    if (outcome === undefined) return;
    this.#mode = 'paused';
    onSettled?.(outcome);
  }

  #schedule(): void {
    this.#sleepMs = 0;
    if (this.#destroyed || this.#mode === 'paused') return;
    if (this.#mode === 'settling' || this.#options.isMoving() || Math.floor(this.#ms) < this.#options.headMs())
      this.#soon();
    else this.#sleep();
  }

  /** Nothing moves: look again when something is due, or when the clock has visibly gone on. */
  #sleep(): void {
    const dueMs = this.#options.nextMs();
    const untilDueMs = dueMs === undefined ? lookMs : (dueMs - this.#ms) / this.#speed;
    const sleepMs = Math.min(lookMs, untilDueMs);
    if (sleepMs < 20) return this.#soon();
    this.#sleepMs = sleepMs;
    this.#timer = this.#options.setTimer(() => {
      this.#timer = undefined;
      this.#look();
    }, sleepMs);
  }

  /** At the next frame; a frame that is already asked for serves all. */
  #soon(): void {
    if (this.#destroyed || this.#frame !== undefined) return;
    this.#cancel();
    this.#frame = this.#options.requestFrame(() => {
      this.#frame = undefined;
      this.#look();
    });
  }

  #cancel(): void {
    if (this.#timer !== undefined) this.#options.clearTimer(this.#timer);
    if (this.#frame !== undefined) this.#options.cancelFrame(this.#frame);
    this.#timer = undefined;
    this.#frame = undefined;
  }
}
