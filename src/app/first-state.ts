// What the store holds when a session begins.
import type { Beginning } from './beginning.ts';
import { commandsOf } from './commands.ts';
import type { SessionState } from './session-state.ts';

export function stateAt({ run, editorText, cursor = { ms: 0, revision: 0 }, notice = null }: Beginning): SessionState {
  const commands = commandsOf(run, []);
  return {
    text: editorText,
    appliedText: run.text,
    cursor,
    headMs: run.cluster.nowMs,
    atStep: false,
    mode: 'paused',
    speed: 1,
    animate: true,
    status: { kind: 'working' },
    selected: null,
    outcome: null,
    commands,
    pastAnswers: [],
    commandsOpen: false,
    typedLines: commands.map((command) => command.run),
    draft: null,
    panel: 'picture',
    dialog: null,
    notice,
    branches: [],
    canUndo: false,
    canRedo: false,
    branchNote: null,
    runNumber: 0,
  };
}
