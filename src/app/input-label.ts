// A few words for something that came from outside, as flags, branches and Undo name it.
import { interruptLine, isInterrupt } from '../run/interrupt.ts';
import type { RunInput } from '../run/run.ts';
import type { Step } from '../scenarios/scenario.ts';

export function inputLabel({ kind, value }: RunInput, say: (key: string) => string): string {
  if (kind === 'edit') return say('time.flag.apply');
  return kind === 'line' ? lineLabel(value) : say('time.flag.request');
}

/** Of a scenario's own step. */
export function stepLabel({ action }: Step, say: (key: string) => string): string {
  if (action.kind === 'run') return lineLabel(action.line);
  if (action.kind === 'request') return `${action.request.method} ${action.request.path}`;
  return action.kind === 'apply' ? say('time.flag.apply') : '';
}

const lineLabel = (line: string): string => (isInterrupt(line) ? interruptLine() : line.replace(/^kubectl /, ''));
