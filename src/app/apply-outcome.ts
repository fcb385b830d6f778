// What came of Apply or Reset as the page tells it: kubectl's lines, what was refused and where, what stays behind.
import type { ApplyOutcome, Refusal } from './session-state.ts';
import type { EditResult, Refusal as RunRefusal } from '../run/run.ts';

export function applyOutcome(result: EditResult): ApplyOutcome {
  const { atMs, unread, scenarioChanged } = result;
  const refusals = [
    ...result.refusals.map((refusal) => markOf(refusal, false)),
    ...result.notSimulated.map((refusal) => markOf(refusal, true)),
  ];
  return {
    kind: 'apply',
    atMs,
    unread,
    scenarioChanged,
    lines: result.applied.map(({ subject, outcome }) => `${subject} ${outcome}`),
    warnings: result.warnings,
    refusals: refusals.toSorted((a, b) => a.line - b.line || a.column - b.column),
    kept: result.kept.map((named) => named.subject),
  };
}

/** A reset that did not happen, because the text is refused: what runs goes on. */
export const resetOutcome = (refusals: readonly RunRefusal[], atMs: number): ApplyOutcome => ({
  kind: 'reset',
  atMs,
  unread: true,
  scenarioChanged: false,
  lines: [],
  warnings: [],
  refusals: refusals.map((refusal) => markOf(refusal, false)),
  kept: [],
});

const markOf = ({ subject, ...refusal }: RunRefusal, unsimulated: boolean): Refusal => ({
  ...refusal,
  unsimulated,
  ...(subject === undefined ? {} : { subject }),
});
