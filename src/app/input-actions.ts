// What a person does to the cluster, at the instant on show and through the run's one door: Apply, and command lines.
import { applyOutcome } from './apply-outcome.ts';
import { commandsOf, ownCommands } from './commands.ts';
import type { CommandAnswer } from './commands.ts';
import type { Playing } from './playing.ts';
import type { SessionParts } from './session-parts.ts';
import type { BranchNote } from './session-state.ts';
import { withLines } from './with-lines.ts';
import type { Branch } from '../run/branch.ts';
import { interruptLine } from '../run/interrupt.ts';
import type { LineAnswer } from '../run/run.ts';

export interface InputActions {
  readonly apply: () => void;
  /** One line for kubectl or chaos; an empty one does nothing. */
  readonly command: (line: string) => void;
  /** Stops a command in flight, as Ctrl C does: this one, or the last; whether there was one. At the end of what has happened. */
  readonly interrupt: (answer?: CommandAnswer) => boolean;
}

/** Lines to be had again. */
const mostTyped = 100;

export const inputActions = ({ store, playing, doors }: SessionParts): InputActions => ({
  apply() {
    const { text, appliedText } = store.getState();
    const before = playing.branches.current;
    const result = playing.act({ kind: 'edit', value: text });
    if (result.kind !== 'edit') return;
    const outcome = applyOutcome(result);
    const whole = outcome.refusals.length === 0 && !outcome.scenarioChanged;
    store.setState({
      text,
      outcome,
      notice: null,
      appliedText: whole ? text : appliedText,
      ...noteOf(playing, before),
    });
    if (!outcome.unread) playing.now.player.play();
    playing.now.player.refresh();
  },
  command(written) {
    const line = written.trim();
    if (line === '') return;
    withLines(
      { store, playing, doors },
      () => submit(line, { store, playing }),
      () => {
        // To be run again: in the row, or among the lines before it.
        store.setState(({ typedLines }) => ({
          typedLines: withTyped(typedLines, line),
          draft: line,
          panel: 'commands',
        }));
      },
    );
  },
  interrupt(answer) {
    const { run, player } = playing.now;
    const place = run.answers.indexOf(answer ?? ownCommands(run).findLast(({ exit }) => exit === undefined) ?? none);
    if (place < 0) return false;
    const isPlaying = player.state().mode !== 'paused';
    player.toEnd();
    playing.act({ kind: 'line', value: interruptLine(place) });
    const { commands, pastAnswers } = store.getState();
    store.setState({ commands: commandsOf(run, commands, pastAnswers) });
    if (isPlaying) player.play();
    player.refresh();
    return true;
  },
});

/** The answer that no run has. */
const none: LineAnswer = { atMs: 0, run: '', stdout: '', stderr: '' };

/** Does a line at the instant on show; in the past one that only reads does no more than that. */
function submit(line: string, parts: Pick<SessionParts, 'store' | 'playing'>): void {
  const { store, playing } = parts;
  const answer = playing.read(line);
  if (answer) return noteRead(line, { ...answer, past: true }, parts);
  const { branches } = playing;
  const before = branches.current;
  const { revision } = branches.run.cluster.head.cursor;
  playing.act({ kind: 'line', value: line });
  const { run, player } = playing.now;
  const { typedLines, commands: shown, pastAnswers } = store.getState();
  const commands = commandsOf(run, shown, pastAnswers);
  store.setState({
    typedLines: withTyped(typedLines, line),
    commands,
    commandsOpen: true,
    notice: null,
    ...noteOf(playing, before),
  });
  // What only reads, or is refused, sets nothing going.
  const goesOn = commands.at(-1)?.exit === undefined;
  const isOther = branches.current !== before;
  if (goesOn || isOther || run.cluster.head.cursor.revision !== revision) player.play();
  player.refresh();
}

function noteRead(
  line: string,
  answer: CommandAnswer,
  { store, playing }: Pick<SessionParts, 'store' | 'playing'>,
): void {
  const { run } = playing.now;
  const { typedLines, commands, pastAnswers: earlier } = store.getState();
  const pastAnswers = [...earlier, { after: ownCommands(run).length, answer }].slice(-mostTyped);
  store.setState({
    typedLines: withTyped(typedLines, line),
    pastAnswers,
    commands: commandsOf(run, commands, pastAnswers),
    commandsOpen: true,
    notice: null,
  });
}

const withTyped = (typed: readonly string[], line: string): readonly string[] =>
  [...typed.filter((other) => other !== line), line].slice(-mostTyped);

/** Whoever acted in the past is told so, and how to return. */
function noteOf({ branches: { current } }: Playing, before: Branch): { readonly branchNote: BranchNote | null } {
  if (current === before) return { branchNote: null };
  return { branchNote: { kind: 'branched', from: before.id, atMs: current.leftAtMs } };
}
