// A command line being played, its output and exit code going to its answer. Apart from the run, because a fork of the run
// brings the lines that are in flight to the same place on its own cluster.
import type { Cluster, Cursor, FaultRefusal } from '../engine/index.ts';
import { interrupted } from './interrupt.ts';
import { passed } from '../kubectl/command.ts';
import type { Process, Shell } from '../kubectl/command.ts';
import type { Answers } from './answers.ts';
import { PlayedProcess, ProcessClock } from './played-process.ts';
import type { PlayLine, Strike } from './play-line.ts';
import type { Variables } from './variables.ts';

export interface FlightStart {
  readonly line: string;
  readonly playLine: PlayLine;
  readonly variables: Variables;
  readonly stdin?: string;
  /** What the program needs until its first request. */
  readonly startsInMs?: number;
}

export class Flight {
  readonly process: PlayedProcess<number>;
  /** The place of its answer. */
  readonly at: number;
  readonly #start: FlightStart;
  readonly #answers: Answers;
  /** What came of its faults, which are not struck again. */
  readonly #struck: (FaultRefusal | undefined)[] = [];

  /** `again`: another one, on a cluster with the same past, as it was at the end of an instant. */
  constructor(
    cluster: Cluster,
    answers: Answers,
    start: FlightStart,
    again?: { readonly flight: Flight; readonly until: Cursor },
  ) {
    this.#start = start;
    this.#answers = answers;
    this.at = again ? again.flight.at : answers.begin(cluster.nowMs, start.line);
    if (again) answers.beginAgain(this.at);
    const clock = new ProcessClock(cluster);
    const struck = again ? [...again.flight.#struck] : [];
    const strike: Strike = (fault) => {
      const refusal = clock.pastMs === undefined ? cluster.strike(fault) : struck.shift();
      this.#struck.push(refusal);
      return refusal;
    };
    const process = this.#played(shellOf(cluster, clock, start, answers.outputOf(this.at)), answers, strike);
    this.process = new PlayedProcess(cluster, process, clock, again?.flight.process.pastUntil(again.until));
  }

  /** Stops it where it pauses, as Ctrl C does in a terminal. */
  interrupt(): void {
    this.process.interrupt(interrupted);
    this.#answers.end(this.at, interrupted);
  }

  /** On a fork, as it is at the end of an instant. */
  onFork(cluster: Cluster, answers: Answers, until: Cursor): Flight {
    return new Flight(cluster, answers, this.#start, { flight: this, until });
  }

  *#played(shell: Shell, answers: Answers, strike: Strike): Process<number> {
    const { line, playLine, variables, startsInMs = 0 } = this.#start;
    if (startsInMs > 0 && line.startsWith('kubectl')) yield* passed(shell, shell.nowMs() + startsInMs);
    const exit = yield* playLine(shell, line, variables, strike);
    answers.end(this.at, exit);
    return exit;
  }
}

const shellOf = (
  cluster: Cluster,
  clock: ProcessClock,
  { stdin = '' }: FlightStart,
  output: Pick<Shell, 'stdout' | 'stderr'>,
): Shell => ({
  namespace: 'default',
  nowMs: () => clock.nowMs,
  startTimeMs: cluster.options.startTimeMs,
  file: (name) => (name === '-' ? stdin : undefined),
  ...output,
});
