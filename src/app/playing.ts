// What is being played: the branches of what was done, and the run among them that is on show, with its player. Exchanges the
// one for the other when a branch is begun or returned to; the store is told, and is not in here.
import type { Beginning } from './beginning.ts';
import type { Doors } from './doors.ts';
import { createPlayedRun } from './played-run.ts';
import type { PlayedRun, PlayedRunOptions } from './played-run.ts';
import type { Cursor } from '../engine/index.ts';
import { Branches } from '../run/branches.ts';
import type { Arrival } from '../run/branches.ts';
import type { LineAnswer, RunInput, SubmitResult } from '../run/run.ts';

export interface PlayingOptions extends PlayedRunOptions {
  /** Another run is on show from now on. */
  readonly onExchange: () => void;
  /** Something was done, undone or returned to. */
  readonly onDone: () => void;
}

export class Playing {
  readonly branches: Branches;
  readonly #doors: Doors;
  readonly #options: PlayingOptions;
  #now: PlayedRun;

  constructor({ run, tree, cursor }: Beginning, doors: Doors, options: PlayingOptions) {
    this.#doors = doors;
    this.#options = options;
    this.branches = new Branches(tree, run, doors.createRun);
    this.#now = createPlayedRun(run, doors, options);
    if (cursor) this.#show(cursor);
    else this.#now.player.play();
  }

  /** The run on show, with its player. */
  get now(): PlayedRun {
    return this.#now;
  }

  /**
   * Does something at the instant on show: at the end of what has happened the branch goes on, in its past another one begins
   * and is on show from then on; the end of it is on show in both cases.
   */
  act(input: RunInput): SubmitResult {
    const result = this.branches.act(this.#now.cursor(), input);
    // A text that could not be read changed nothing, and whoever looks at the past goes on looking at it.
    if (result.kind === 'edit' && result.unread) return result;
    this.#exchange();
    this.#now.player.toEnd();
    this.#options.onDone();
    return result;
  }

  /** What a line answers in the past if it only reads there, at the instant on show; undefined: it is to be done. */
  read(line: string): LineAnswer | undefined {
    return this.branches.read(this.#now.cursor(), line);
  }

  /** Shows where one is taken, paused; `from`: playing from there. A refused arrival leaves everything as it is. */
  arrive(arrival: Arrival, then: 'pause' | 'play' = 'pause'): void {
    if (!arrival.ok) return;
    this.#exchange();
    const { player, run } = this.#now;
    this.#show(run.cluster.cursorAt(arrival.atMs));
    if (then === 'play') player.play();
    this.#options.onDone();
  }

  #show({ ms, revision }: Cursor): void {
    const { player, run } = this.#now;
    player.pause();
    if (revision < run.cluster.cursorAt(ms).revision) player.standAt({ ms, revision });
    else player.seek(ms);
  }

  /** If the branch one is on has another run than the one on show. */
  #exchange(): void {
    const { run } = this.branches;
    if (run === this.#now.run) return;
    const { speed } = this.#now.player.state();
    this.#now.player.destroy();
    this.#now = createPlayedRun(run, this.#doors, this.#options);
    this.#now.player.setSpeed(speed);
    this.#options.onExchange();
  }
}
