// Plays one kubectl process onto a cluster: answers its requests at once, and resumes it from a pause when an object has
// changed or its time has come. Remembers what it was told, so that another one can be brought to the same place on a fork of
// the cluster. Knows nothing of steps or texts.
import type { Cluster, Cursor } from '../engine/index.ts';
import type { Ask, Process, Reply } from '../kubectl/command.ts';

/** What a process was told, in the instants until it paused for now. */
export interface Past {
  readonly beganMs: number;
  readonly told: readonly Told[];
  /** Of the last change before its pause. */
  readonly pausedRevision: number;
}

interface Told {
  readonly atMs: number;
  /** Of the last change before. */
  readonly revision: number;
  /** `woken` by the changes after this one. */
  readonly what: Exclude<Reply, { kind: 'woken' }> | { readonly kind: 'woken'; readonly since: number };
}

/** The time of a process: that of its cluster, or one of the past while what it was told is told to it again. */
export class ProcessClock {
  readonly #cluster: Cluster;
  pastMs: number | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  get nowMs(): number {
    return this.pastMs ?? this.#cluster.nowMs;
  }
}

export class PlayedProcess<T> {
  readonly #cluster: Cluster;
  readonly #process: Process<T>;
  readonly #beganMs: number;
  readonly #told: Told[] = [];
  #paused: { readonly revision: number; readonly untilMs: number } | undefined;
  #ended: { readonly value: T } | undefined;

  /** Runs to its first pause or its end; or, of a process with a `past`, to the pause it was in then. */
  constructor(cluster: Cluster, process: Process<T>, clock = new ProcessClock(cluster), past?: Past) {
    this.#cluster = cluster;
    this.#process = process;
    this.#beganMs = past?.beganMs ?? cluster.nowMs;
    if (past) this.#relive(past, clock);
    else this.#run(process.next());
  }

  /** What it returned; undefined while it is in flight. */
  get ended(): { readonly value: T } | undefined {
    return this.#ended;
  }

  /** When it goes on by itself at the latest; Infinity if only a change wakes it. */
  get untilMs(): number {
    return this.#ended ? Infinity : (this.#paused?.untilMs ?? Infinity);
  }

  /** Of an instant at the end of which it paused. */
  pastUntil({ ms, revision }: Cursor): Past {
    const told = this.#told.filter((one) => one.atMs <= ms && one.revision <= revision);
    const next = this.#told[told.length]?.what;
    const pausedRevision = next?.kind === 'woken' ? next.since : this.#paused?.revision;
    if (pausedRevision === undefined) throw new Error('a process is forked only where it pauses');
    return { beganMs: this.#beganMs, told, pausedRevision };
  }

  /** Resumes it if there is a reason to; whether there was one. */
  goOn(): boolean {
    if (!this.#paused || this.#ended) return false;
    const { revision, untilMs } = this.#paused;
    const { nowMs } = this.#cluster;
    if (this.#cluster.head.cursor.revision === revision && nowMs < untilMs) return false;
    this.#note({ kind: 'woken', since: revision });
    this.#run(this.#process.next({ kind: 'woken', nowMs, changes: this.#cluster.changes(revision) }));
    return true;
  }

  /** Ends it where it pauses. What it was until then can still be forked. */
  interrupt(value: T): void {
    this.#process.return(value);
    this.#ended = { value };
  }

  #run(first: IteratorResult<Ask, T>): void {
    this.#paused = undefined;
    let step = first;
    while (!step.done) {
      const ask = step.value;
      if (ask.kind === 'pause') {
        this.#pause(ask, this.#cluster.head.cursor.revision);
        return;
      }
      const reply = this.#replyTo(ask);
      this.#note(reply);
      step = this.#process.next(reply);
    }
    this.#ended = { value: step.value };
  }

  #replyTo(ask: Exclude<Ask, { kind: 'pause' }>): Exclude<Reply, { kind: 'woken' }> {
    if (ask.kind === 'exec') return { kind: 'output', output: this.#cluster.execute(ask.exec) };
    if (ask.kind === 'log') return { kind: 'output', output: this.#cluster.readLog(ask.log) };
    return { kind: 'answer', answer: this.#cluster.dispatch({ request: ask.request }) };
  }

  #pause(ask: Extract<Ask, { kind: 'pause' }>, revision: number): void {
    this.#paused = { revision, untilMs: ask.untilMs ?? Infinity };
  }

  #note(what: Told['what']): void {
    this.#told.push({ atMs: this.#cluster.nowMs, revision: this.#cluster.head.cursor.revision, what });
  }

  #relive({ beganMs, told, pausedRevision }: Past, clock: ProcessClock): void {
    clock.pastMs = beganMs;
    let step = this.#process.next();
    for (const one of told) {
      const { atMs, revision, what } = one;
      clock.pastMs = atMs;
      this.#told.push(one);
      const changes = () => this.#cluster.changes().slice(what.kind === 'woken' ? what.since : 0, revision);
      step = this.#process.next(what.kind === 'woken' ? { kind: 'woken', nowMs: atMs, changes: changes() } : what);
    }
    clock.pastMs = undefined;
    if (step.done || step.value.kind !== 'pause') throw new Error('a process must pause again where it paused before');
    this.#pause(step.value, pausedRevision);
  }
}

/** The value of a process that never pauses. */
export function playedAtOnce<T>(cluster: Cluster, process: Process<T>): T {
  const { ended } = new PlayedProcess(cluster, process);
  if (!ended) throw new Error('a process that only asks the server must end at once');
  return ended.value;
}
