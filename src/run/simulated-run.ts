// The run: one cluster, the scenario's script and the user's commands on it, and the loop that moves them through cluster time
// in an order that does not depend on how time is cut into slices.
import type { Cluster, Cursor, HttpRequest } from '../engine/index.ts';
import { parseManifest } from '../manifest/manifest.ts';
import type { Scenario, Start, Step } from '../scenarios/scenario.ts';
import { Answers } from './answers.ts';
import { AppliedText } from './apply-text.ts';
import { applyDocument } from './apply-document.ts';
import { applyEdit } from './edit.ts';
import type { StartedText } from './edit.ts';
import { Flight } from './flight.ts';
import type { FlightStart } from './flight.ts';
import { interruptedBy } from './interrupt.ts';
import { inputsUntil, Moments } from './moments.ts';
import type { Moment } from './moments.ts';
import type { PlayLine } from './play-line.ts';
import { replay } from './replay.ts';
import { withReadBody } from './request-body.ts';
import type { DatedInput, LineAnswer, PlayedStep, Run, RunAnswer, RunInput, RunState, SubmitResult } from './run.ts';
import { placeOnFork, Script } from './script.ts';
import type { Variables } from './variables.ts';

/** What the program kubectl needs until its first request: a line that follows a change at once comes after the controllers. */
const programStartMs = 60;

export interface RunParts {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly started: StartedText;
  readonly applied: AppliedText;
  readonly answers: Answers;
  readonly playLine: PlayLine;
  /** The same run at its start. */
  readonly again: () => Run;
  /** What another run held on a cluster with the same past. */
  readonly from?: { readonly moments: readonly Moment[]; readonly inputs: readonly DatedInput[] };
}

export class SimulatedRun implements Run {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly #answers: Answers;
  readonly #applied: AppliedText;
  readonly #script: Script;
  readonly #inputs: DatedInput[];
  readonly #started: StartedText;
  readonly #playLine: PlayLine;
  readonly #again: () => Run;
  readonly #moments: Moments;
  #text: string;
  /** The user's commands in flight. */
  #flights: readonly Flight[];

  constructor({ cluster, scenario, started, applied, answers, playLine, again, from }: RunParts) {
    this.cluster = cluster;
    this.scenario = scenario;
    this.#started = started;
    this.#playLine = playLine;
    this.#again = again;
    this.#applied = applied;
    this.#answers = answers;
    const held = from?.moments.at(-1);
    const until = cluster.head.cursor;
    const onFork = (flight: Flight): Flight => flight.onFork(cluster, answers, until);
    this.#flights = held?.flights.map(onFork) ?? [];
    const place = held && placeOnFork(held.script, onFork);
    // What is in flight here is another one than there, but for what went before.
    const goingOn = held && place ? [{ ...held, script: place, flights: this.#flights }] : [];
    this.#moments = new Moments([...(from?.moments.slice(0, -1) ?? []), ...goingOn]);
    this.#inputs = [...(from?.inputs ?? [])];
    this.#text = held?.text ?? started.text;
    this.#script = new Script(cluster, scenario, (step, variables) => this.#act(step, variables), place);
  }

  get text(): string {
    return this.#text;
  }

  get inputs(): readonly DatedInput[] {
    return this.#inputs;
  }

  get playedSteps(): readonly PlayedStep[] {
    return this.#script.played;
  }

  get answers(): readonly RunAnswer[] {
    return this.#answers.list;
  }

  advanceTo(ms: number, keepGoing?: () => boolean): number {
    return this.#advance(ms, keepGoing, false);
  }

  advanceToEnd(keepGoing?: () => boolean): number {
    return this.#advance(Infinity, keepGoing, true);
  }

  submit(input: RunInput): SubmitResult {
    const atMs = this.advanceTo(this.cluster.nowMs);
    const { revision } = this.cluster.head.cursor;
    if (input.kind === 'edit') {
      const result = applyEdit(input.value, atMs, this.#applied, this.#started);
      if (result.unread) return result;
      this.#note({ ...input, atMs, revision });
      this.#text = input.value;
      this.#goOn();
      return result;
    }
    this.#note({ ...input, atMs, revision });
    const stopped = input.kind === 'line' ? interruptedBy(input.value, this.#flights) : undefined;
    const answer = stopped?.at ?? this.#answers.list.length;
    if (stopped) stopped.interrupt();
    else if (input.kind === 'request') this.#request(input.value);
    else {
      const flight = this.#fly({ line: input.value, variables: this.#script.variables });
      if (!flight.process.ended) this.#flights = [...this.#flights, flight];
    }
    this.#goOn();
    return { kind: input.kind, atMs, answer };
  }

  nextMs(): number | undefined {
    const own = [this.#script.nextStepMs ?? Infinity, ...this.#flights.map(({ process }) => process.untilMs)];
    const nextMs = Math.min(this.cluster.nextMs() ?? Infinity, ...own);
    return nextMs === Infinity ? undefined : nextMs;
  }

  state(): RunState {
    if (this.nextMs() !== undefined) return { kind: 'working' };
    const waits = this.cluster.head.waits();
    return waits.length > 0 ? { kind: 'blocked', waits } : { kind: 'settled' };
  }

  isOver(): boolean {
    return this.#script.isOver;
  }

  stuckOn(): string | undefined {
    return this.#script.stuckOn;
  }

  readAt(cursor: Cursor, line: string): LineAnswer | undefined {
    const cluster = this.cluster.forkAt(cursor);
    const answers = new Answers();
    const { variables } = this.#script;
    const flight = new Flight(cluster, answers, { line, variables, playLine: this.#playLine });
    if (cluster.head.cursor.revision !== cursor.revision) return undefined;
    if (!flight.process.ended) flight.interrupt();
    return answers.line(flight.at);
  }

  forkAt(ms: number, atMost = Infinity): Run {
    const inputs = Math.min(atMost, inputsUntil(this.#inputs, ms));
    if (ms >= this.cluster.nowMs) this.advanceTo(this.cluster.nowMs);
    const moments = this.#moments.upTo(ms, inputs);
    const fork = this.#forkIn(moments, ms, inputs) ?? this.#again();
    replay(fork, this.#inputs.slice(0, inputs), Math.min(ms, this.cluster.nowMs));
    return fork;
  }

  /** As near before the instant as possible: what is left is played again. */
  #forkIn(moments: readonly Moment[], ms: number, inputs: number): Run | undefined {
    const moment = moments.at(-1);
    if (!moment) return undefined;
    const { end, ...held } = moment;
    const at = this.cluster.cursorAt(Math.min(ms, end?.ms ?? ms));
    const cluster = this.cluster.forkAt(
      { ms: at.ms, revision: Math.min(at.revision, end?.revision ?? at.revision) },
      held.clusterInputs,
    );
    const answers = new Answers(this.#answers.list.slice(0, held.answers));
    return new SimulatedRun({
      cluster,
      scenario: this.scenario,
      started: this.#started,
      applied: new AppliedText(cluster, answers, held.known),
      answers,
      playLine: this.#playLine,
      again: this.#again,
      from: { moments: [...moments.slice(0, -1), held], inputs: this.#inputs.slice(0, Math.min(inputs, held.inputs)) },
    });
  }

  /** Always completes an instant before anybody looks at it: whoever waits sees the same, however time is sliced. */
  #advance(ms: number, keepGoing: () => boolean = () => true, toEnd: boolean): number {
    for (let targetMs = this.cluster.nowMs; ;) {
      if (!this.#advanceCluster(targetMs, keepGoing)) return this.cluster.nowMs;
      const { nowMs } = this.cluster;
      if (this.#goOn() === 'acted') this.#moments.close({ ms: nowMs - 1, revision: Infinity });
      const dueMs = this.cluster.nextMs({ idle: true }) ?? Infinity;
      if (dueMs > nowMs) this.#openMoment();
      if (toEnd && this.isOver()) return nowMs;
      if (nowMs >= ms && dueMs > ms) return nowMs;
      if (!keepGoing()) return nowMs;
      const listens = this.#script.listens || this.#flights.length > 0;
      const looksMs = [this.#script.nextMs, ...this.#flights.map(({ process }) => process.untilMs)];
      targetMs = Math.max(nowMs, Math.min(ms, listens ? dueMs : Infinity, ...looksMs));
      if (targetMs === Infinity) throw new Error('a run that is not over must know when to look again');
    }
  }

  /** Whether the time was reached, with everything done that is due at it. */
  #advanceCluster(ms: number, keepGoing: () => boolean): boolean {
    let stopped = false;
    this.cluster.advanceTo(ms, () => {
      stopped ||= !keepGoing();
      return !stopped;
    });
    return !stopped;
  }

  /** Commands and script, until none of them has anything to do at this instant; commands may have done no more than look. */
  #goOn(): 'acted' | 'looked' {
    const { inputCount } = this.cluster;
    const { standsAt } = this.#script;
    let acted = false;
    for (let went = true; went;) {
      went = this.#script.goOn();
      for (const { process } of this.#flights) {
        went = process.goOn() || went;
        acted ||= process.ended !== undefined;
      }
      this.#flights = this.#flights.filter(({ process }) => !process.ended);
    }
    const isElsewhere = this.#script.standsAt !== standsAt;
    return acted || isElsewhere || this.cluster.inputCount !== inputCount ? 'acted' : 'looked';
  }

  #note(input: DatedInput): void {
    this.#moments.close({ ms: input.atMs, revision: input.revision });
    this.#inputs.push(input);
  }

  #openMoment(): void {
    const { place } = this.#script;
    if (this.#moments.isOpen) return;
    this.#moments.open({
      atMs: this.cluster.nowMs,
      text: this.#text,
      known: this.#applied.known,
      script: place,
      flights: this.#flights,
      inputs: this.#inputs.length,
      answers: this.#answers.list.length,
      clusterInputs: this.cluster.inputCount,
    });
  }

  #act({ action, start }: Step, variables: Variables): Flight | undefined {
    switch (action.kind) {
      case 'run':
        const startsInMs = comesAfterSomething(start) ? programStartMs : 0;
        return this.#fly({ line: action.line, variables, startsInMs });
      case 'request':
        this.#ask(action.request);
        return undefined;
      case 'apply': {
        const { documents, problems } = parseManifest(action.text);
        if (problems.some(({ severity }) => severity === 'error')) {
          return this.#fly({ line: 'kubectl apply -f -', variables, stdin: action.text });
        }
        for (const document of documents) applyDocument(this.cluster, this.#answers, document);
        return undefined;
      }
      case 'none':
        return undefined;
    }
  }

  /** Starts a line; its output and exit code go to its answer. */
  #fly(start: Omit<FlightStart, 'playLine'>): Flight {
    return new Flight(this.cluster, this.#answers, { ...start, playLine: this.#playLine });
  }

  #ask(request: HttpRequest): void {
    const { nowMs } = this.cluster;
    const { code, body } = this.cluster.dispatch({ http: withReadBody(request) });
    this.#answers.addRequest(nowMs, `${request.method} ${request.path}`, code, body);
  }

  #request(json: string): void {
    const request = requestIn(json);
    if (request) this.#ask(request);
    else this.#answers.addRequest(this.cluster.nowMs, json, 400, 'a request is JSON with the fields method and path');
  }
}

const comesAfterSomething = (start: Start): boolean =>
  start.kind === 'now' || (start.kind === 'when' && start.when.kind !== 'quiet');

function requestIn(json: string): HttpRequest | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRequest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRequest = (value: unknown): value is HttpRequest =>
  typeof value === 'object' &&
  value !== null &&
  'method' in value &&
  'path' in value &&
  typeof value.method === 'string' &&
  typeof value.path === 'string';
