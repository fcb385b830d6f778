// Plays one kubectl process onto a cluster: answers its requests at once, and resumes it from a pause when an object has
// changed or its time has come. Knows nothing of steps or texts.
import type { Cluster } from '../engine/index.ts';
import type { Ask, Process, Reply } from '../kubectl/command.ts';

export class PlayedProcess<T> {
  readonly #cluster: Cluster;
  readonly #process: Process<T>;
  #paused: { readonly revision: number; readonly untilMs: number } | undefined;
  #ended: { readonly value: T } | undefined;

  /** Runs to its first pause or its end. */
  constructor(cluster: Cluster, process: Process<T>) {
    this.#cluster = cluster;
    this.#process = process;
    this.#run(process.next());
  }

  /** What it returned; undefined while it is in flight. */
  get ended(): { readonly value: T } | undefined {
    return this.#ended;
  }

  /** When it goes on by itself at the latest; Infinity if only a change wakes it. */
  get untilMs(): number {
    return this.#paused?.untilMs ?? Infinity;
  }

  /** Resumes it if there is a reason to; whether there was one. */
  goOn(): boolean {
    if (!this.#paused) return false;
    const { revision, untilMs } = this.#paused;
    const { nowMs } = this.#cluster;
    if (this.#cluster.head.cursor.revision === revision && nowMs < untilMs) return false;
    this.#run(this.#process.next({ kind: 'woken', nowMs, changes: this.#cluster.changes(revision) }));
    return true;
  }

  #run(first: IteratorResult<Ask, T>): void {
    this.#paused = undefined;
    let step = first;
    while (!step.done) {
      const ask = step.value;
      if (ask.kind === 'pause') {
        this.#paused = { revision: this.#cluster.head.cursor.revision, untilMs: ask.untilMs ?? Infinity };
        return;
      }
      const reply: Reply =
        ask.kind === 'exec'
          ? { kind: 'output', output: this.#cluster.execute(ask.exec) }
          : { kind: 'answer', answer: this.#cluster.dispatch({ request: ask.request }) };
      step = this.#process.next(reply);
    }
    this.#ended = { value: step.value };
  }
}

/** The value of a process that never pauses. */
export function playedAtOnce<T>(cluster: Cluster, process: Process<T>): T {
  const { ended } = new PlayedProcess(cluster, process);
  if (!ended) throw new Error('a process that only asks the server must end at once');
  return ended.value;
}
