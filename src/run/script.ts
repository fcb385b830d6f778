// The scenario's steps, played one after another, and its end. Separate from the run, which also has the user's commands: this
// knows only what to wait for, what to do next, and when all is over.
import type { Cluster } from '../engine/index.ts';
import { whenText } from '../scenarios/parse-when.ts';
import type { Scenario, Start, Step } from '../scenarios/scenario.ts';
import type { When } from '../scenarios/when.ts';
import { Condition } from './condition.ts';
import type { Flight } from './flight.ts';
import { Quiet } from './quiet.ts';
import type { PlayedStep } from './run.ts';
import { nodeOf } from './variables.ts';
import type { Variables } from './variables.ts';

/** A wait that is not met in this time ends the run as stuck. */
const patienceMs = 600_000;

/** What the run does for a step; a command that is in flight afterwards is given back. */
export type Act = (step: Step, variables: Variables) => Flight | undefined;

/** The one thing that is being waited for. */
type Waiting =
  | { readonly for: 'time'; readonly ms: number }
  | { readonly for: 'when'; readonly when: When; readonly condition?: Condition; readonly sinceMs: number }
  | { readonly for: 'command'; readonly flight: Flight; readonly sinceMs: number }
  | { readonly for: 'nothing' };

/** Where a script is, from which another cluster's script can go on; with a command in flight, that is its own there. */
export interface ScriptPlace {
  readonly at: number;
  readonly played: readonly PlayedStep[];
  readonly waiting: Waiting;
  readonly variables: Variables;
  readonly stuckOn: string | undefined;
}

export class Script {
  readonly #cluster: Cluster;
  readonly #scenario: Scenario;
  readonly #act: Act;
  readonly #quiet: Quiet;
  #variables: Variables;
  /** The step that is being waited for or done; the number of steps when the end is. */
  #at: number;
  #played: readonly PlayedStep[];
  #waiting: Waiting;
  #stuckOn: string | undefined;

  /** `place`: where another script was on a cluster with the same past. */
  constructor(cluster: Cluster, scenario: Scenario, act: Act, place?: ScriptPlace) {
    this.#cluster = cluster;
    this.#scenario = scenario;
    this.#act = act;
    this.#quiet = new Quiet(cluster);
    this.#at = place?.at ?? 0;
    this.#played = place?.played ?? [];
    this.#variables = place?.variables ?? {};
    this.#stuckOn = place?.stuckOn;
    this.#waiting = place ? lookingFromNow(place.waiting, cluster) : this.#begun();
  }

  get place(): ScriptPlace {
    return {
      at: this.#at,
      played: this.#played,
      waiting: this.#waiting,
      variables: this.#variables,
      stuckOn: this.#stuckOn,
    };
  }

  /** Another one as soon as it is elsewhere: a command that is woken and goes on waiting leaves it where it is. */
  get standsAt(): object {
    return this.#waiting;
  }

  get isOver(): boolean {
    return this.#waiting.for === 'nothing';
  }

  get stuckOn(): string | undefined {
    return this.#stuckOn;
  }

  get played(): readonly PlayedStep[] {
    return this.#played;
  }

  get variables(): Variables {
    return this.#variables;
  }

  /** Does everything that can be done now; whether there was anything. */
  goOn(): boolean {
    let went = false;
    while (this.#goOnce()) went = true;
    return went;
  }

  /** Whether a change may be what it waits for. */
  get listens(): boolean {
    const waiting = this.#waiting;
    return waiting.for === 'command' || (waiting.for === 'when' && waiting.when.kind !== 'quiet');
  }

  /** When to look next at the latest, so that no time is missed; Infinity if it is over. */
  get nextMs(): number {
    const waiting = this.#waiting;
    if (waiting.for === 'nothing') return Infinity;
    if (waiting.for === 'time') return waiting.ms;
    const knownMs = waiting.for === 'command' ? waiting.flight.process.untilMs : this.#quietMs(waiting);
    return Math.min(knownMs, waiting.sinceMs + patienceMs);
  }

  /** When the next step comes at a known time; undefined if none does. The end is no step. */
  get nextStepMs(): number | undefined {
    const waiting = this.#waiting;
    if (this.#at >= this.#scenario.steps.length || waiting.for === 'nothing') return undefined;
    if (waiting.for === 'time') return waiting.ms;
    const knownMs = waiting.for === 'command' ? waiting.flight.process.untilMs : this.#quietMs(waiting);
    return knownMs === Infinity ? undefined : knownMs;
  }

  #goOnce(): boolean {
    const waiting = this.#waiting;
    const { nowMs } = this.#cluster;
    switch (waiting.for) {
      case 'nothing':
        return false;
      case 'time':
        if (nowMs < waiting.ms) return false;
        break;
      case 'when':
        if (!this.#isMet(waiting)) return this.#gaveUp(waiting.sinceMs);
        break;
      case 'command': {
        const { process } = waiting.flight;
        const went = process.goOn();
        if (process.ended) this.#next();
        return process.ended ? true : went || this.#gaveUp(waiting.sinceMs);
      }
    }
    this.#do();
    return true;
  }

  /** What was waited for has come: the step's action, or the end. */
  #do(): void {
    const step = this.#scenario.steps[this.#at];
    if (!step) {
      this.#waiting = { for: 'nothing' };
      return;
    }
    this.#variables = this.#variablesOf(step);
    this.#played = [...this.#played, { atMs: this.#cluster.nowMs, at: this.#at }];
    const flight = this.#act(step, this.#variables);
    if (flight && !flight.process.ended) this.#waiting = { for: 'command', flight, sinceMs: this.#cluster.nowMs };
    else this.#next();
  }

  #next(): void {
    this.#at++;
    this.#waiting = this.#begun();
  }

  /** The wait for the step or the end that is next. */
  #begun(): Waiting {
    const { steps, end } = this.#scenario;
    const start: Start = steps[this.#at]?.start ?? end;
    const { nowMs } = this.#cluster;
    switch (start.kind) {
      case 'now':
        return { for: 'time', ms: nowMs };
      case 'at':
        return { for: 'time', ms: start.ms };
      case 'after':
        return { for: 'time', ms: nowMs + start.ms };
      case 'when': {
        const { when } = start;
        if (when.kind === 'quiet') return { for: 'when', when, sinceMs: nowMs };
        return { for: 'when', when, condition: new Condition(this.#cluster, when), sinceMs: nowMs };
      }
    }
  }

  #isMet(waiting: Extract<Waiting, { for: 'when' }>): boolean {
    const { when, condition } = waiting;
    if (when.kind === 'quiet' || !condition) return this.#cluster.nowMs >= this.#quietMs(waiting);
    const step = this.#scenario.steps[this.#at];
    const variables = step ? this.#variablesOf(step) : this.#variables;
    return condition.isMet(when.target.name.replaceAll('$NODE', variables['NODE'] ?? ''));
  }

  /** When quiet is reached if nothing changes any more; Infinity if something else is waited for. */
  #quietMs({ when, sinceMs }: Extract<Waiting, { for: 'when' }>): number {
    if (when.kind !== 'quiet') return Infinity;
    return Math.max(sinceMs, this.#quiet.lastChangeMs()) + this.#scenario.quietAfterMs;
  }

  #variablesOf(step: Step): Variables {
    return step.node === undefined ? this.#variables : { ...this.#variables, NODE: nodeOf(this.#cluster, step.node) };
  }

  #gaveUp(sinceMs: number): boolean {
    if (this.#cluster.nowMs < sinceMs + patienceMs) return false;
    this.#stuckOn = this.#sentence();
    this.#waiting = { for: 'nothing' };
    return true;
  }

  #sentence(): string {
    const waiting = this.#waiting;
    const step = this.#scenario.steps[this.#at];
    const what = waiting.for === 'when' ? whenText(waiting.when) : step?.action.kind === 'run' ? step.action.line : '';
    return step ? `step ${this.#at + 1} (line ${step.position.line}): ${what}` : `end: ${what}`;
  }
}

/** The same place on a fork, where what is in flight is another. */
export const placeOnFork = (place: ScriptPlace, onFork: (flight: Flight) => Flight): ScriptPlace =>
  place.waiting.for === 'command'
    ? { ...place, waiting: { ...place.waiting, flight: onFork(place.waiting.flight) } }
    : place;

/** What has been looked at and was not met is not looked at again. */
function lookingFromNow(waiting: ScriptPlace['waiting'], cluster: Cluster): Waiting {
  if (waiting.for !== 'when' || waiting.when.kind === 'quiet') return waiting;
  const condition = new Condition(cluster, waiting.when);
  condition.isMet('');
  return { ...waiting, condition };
}
