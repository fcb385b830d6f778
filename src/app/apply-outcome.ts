// What came of Apply or Reset as the page tells it: kubectl's lines, what was refused and where, what stays behind.
import type { Doors } from './doors.ts';
import type { ApplyOutcome, Refusal } from './session-state.ts';
import type { EditResult, Refusal as RunRefusal } from '../run/run.ts';

export function applyOutcome(result: EditResult, say: Doors['say']): ApplyOutcome {
  const { atMs, unread, scenarioChanged } = result;
  const later = result.notSimulated.map((refusal) => ({
    ...markOf(refusal),
    message: say('applied.unsupported', { what: `${refusal.params['path']}: ${say(`notSimulated.${refusal.code}`)}` }),
  }));
  return {
    kind: 'apply',
    atMs,
    unread,
    scenarioChanged,
    lines: result.applied.map(({ subject, outcome }) => `${subject} ${outcome}`),
    warnings: result.warnings,
    refusals: [...result.refusals.map(markOf), ...later].sort((a, b) => a.line - b.line || a.column - b.column),
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
  refusals: refusals.map(markOf),
  kept: [],
});

const markOf = ({ line, column, endLine, endColumn, severity, message, subject }: RunRefusal): Refusal => ({
  line,
  column,
  endLine,
  endColumn,
  severity,
  message,
  ...(subject === undefined ? {} : { subject }),
});
