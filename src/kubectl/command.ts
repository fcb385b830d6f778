// A kubectl verb as a process in cluster time: a generator that asks for a request or for a pause and is told what came of
// it. Separate from the verbs because whoever plays them (the run) needs only this.
import type { Answer, ApiRequest, Change, ExecAnswer, ExecRequest, LogRequest } from '../engine/index.ts';

/** What a command asks of the one who plays it. `pause`: until an object changes, or until a cluster time, if one is given. */
export type Ask =
  | { readonly kind: 'request'; readonly request: ApiRequest }
  | { readonly kind: 'exec'; readonly exec: ExecRequest }
  | { readonly kind: 'log'; readonly log: LogRequest }
  | { readonly kind: 'pause'; readonly untilMs?: number };

/** `woken` answers a pause: `changes` are those since the command last paused or began. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'output'; readonly output: ExecAnswer }
  | { readonly kind: 'woken'; readonly nowMs: number; readonly changes: readonly Change[] };

/** Runs until it returns; a command returns its exit code. */
export type Process<T> = Generator<Ask, T, Reply>;

/** Where a command runs: its files and its output. */
export interface Shell {
  /** Of requests that name none. */
  readonly namespace: string;
  /** Cluster time. */
  nowMs(): number;
  /** The cluster's clock at cluster time 0: milliseconds since 1970. */
  readonly startTimeMs: number;
  /** The text of a file, `-` being standard input; undefined if there is none. */
  file(name: string): string | undefined;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** Asks the API server. */
export function* request(asked: ApiRequest): Process<Answer> {
  const reply = yield { kind: 'request', request: asked };
  if (reply.kind !== 'answer') throw new Error('a request must be replied to by an answer');
  return reply.answer;
}

/** Runs a program in a container. */
export function* execution(exec: ExecRequest): Process<ExecAnswer> {
  const reply = yield { kind: 'exec', exec };
  if (reply.kind !== 'output') throw new Error('a program must be replied to by its output');
  return reply.output;
}

/** Reads what a container printed. */
export function* logText(log: LogRequest): Process<ExecAnswer> {
  const reply = yield { kind: 'log', log };
  if (reply.kind !== 'output') throw new Error('a log must be replied to by its text');
  return reply.output;
}

/** Waits for a change or for a cluster time. */
export function* pause(untilMs?: number): Process<Extract<Reply, { kind: 'woken' }>> {
  const reply = yield untilMs === undefined ? { kind: 'pause' } : { kind: 'pause', untilMs };
  if (reply.kind !== 'woken') throw new Error('a pause must end by being woken');
  return reply;
}

/** Waits for a cluster time, whatever changes until then. */
export function* passed(shell: Shell, untilMs: number): Process<void> {
  while (shell.nowMs() < untilMs) yield* pause(untilMs);
}
