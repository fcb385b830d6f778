// The session: holds the run, the player and the one store, and is the only place where the page, the pictures and the
// cluster meet. React watches the store; pictures and time are fed directly, frame by frame.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { applyOutcome, resetOutcome } from './apply-outcome.ts';
import { statusOf } from './cluster-status.ts';
import { commandsOf } from './commands.ts';
import type { Beginning } from './beginning.ts';
import type { Doors } from './doors.ts';
import type { EditorHost } from './editor/editor-host.ts';
import type { Place } from './editor/text-editor.ts';
import { inspected } from './inspected.ts';
import type { Inspected } from './inspected.ts';
import { createPictures } from './pictures.ts';
import type { Pictures } from './pictures.ts';
import { createPlayedRun } from './played-run.ts';
import type { PlayedRun } from './played-run.ts';
import type { DialogName, PanelName, SessionState } from './session-state.ts';
import { twinRows } from './twin-rows.ts';
import type { TwinRow } from './twin-rows.ts';
import { whyCards } from './why.ts';
import type { WhyCard } from './why.ts';
import type { Reason } from '../engine/index.ts';
import type { Run } from '../run/run.ts';
import { waitText } from '../scene/narrate.ts';
import type { LinkState } from '../share/link-state.ts';
import type { PlayerState } from '../stage/player.ts';
import { speeds } from '../stage/transport-texts.ts';

export interface Session {
  readonly store: StoreApi<SessionState>;
  /** Resolves when the first picture has been drawn. */
  readonly firstPicture: Promise<void>;
  readonly edit: (text: string) => void;
  readonly apply: () => void;
  /** One line for kubectl or chaos, at the end of what has happened; an empty one does nothing. */
  readonly command: (line: string) => void;
  readonly reset: () => void;
  /** The address that opens this run at this instant. Rejects with a sentence if it cannot be made. */
  readonly link: () => Promise<string>;
  readonly changeSpeed: (steps: 1 | -1) => void;
  readonly select: (about: string | null) => void;
  readonly goTo: (place: Place) => void;
  readonly showPanel: (panel: PanelName) => void;
  readonly open: (dialog: DialogName) => void;
  readonly close: () => void;
  readonly dismissOutcome: () => void;
  readonly dismissNotice: () => void;
  readonly closeCommands: () => void;
  readonly setEditor: (editor: EditorHost | null) => void;
  readonly focusEditor: () => void;
  /** Draws the picture before there is a page around it. */
  readonly previewStage: (place: HTMLElement) => void;
  readonly mountStage: (place: HTMLElement) => () => void;
  readonly mountTimeline: (place: HTMLElement) => () => void;
  readonly mountTransport: (place: HTMLElement) => () => void;
  readonly whyCards: () => readonly WhyCard[];
  readonly twinRows: () => readonly TwinRow[];
  /** At the end of what has happened. */
  readonly podCount: () => number;
  readonly inspect: (about: string) => Inspected | undefined;
  readonly waitWords: (reason: Reason) => string;
  /** What keeps a cluster that never settles busy. */
  readonly goingOn: () => readonly string[];
  /** Stops everything, for good. */
  readonly stop: () => void;
}

export function createSession(beginning: Beginning, doors: Doors): Session {
  const store = createStore<SessionState>(() => stateAt(beginning));
  const set = store.setState;
  const get = store.getState;
  const pictures = createPictures({
    now: doors.clock.now,
    say: doors.say,
    played: () => played,
    onSelect: select,
    selected: () => get().selected,
  });
  let played = playedRun(beginning);
  played.start();

  function playedRun(next: Beginning): PlayedRun {
    return createPlayedRun(next, doors, {
      isMoving: pictures.isMoving,
      onShow: (state) => show(played.run, state),
      onSettled: (outcome) => set({ notice: outcome === 'limit' ? 'neverSettles' : null }),
    });
  }
  function show(run: Run, state: PlayerState): void {
    const { headMs, mode, speed, animate } = state;
    const cursor = run.cluster.cursorAt(state.ms);
    const status = statusOf(run, state.ms, get().status);
    set({ cursor, headMs, mode, speed, animate, status, commands: commandsOf(run, get().commands) });
    pictures.draw(state);
  }
  function select(selected: string | null): void {
    set({ selected });
    played.player.refresh();
  }

  return {
    store,
    firstPicture: pictures.first,
    edit: (text) => set({ text }),
    reset() {
      const { text, runNumber } = get();
      const created = doors.createRun(text);
      if (!created.ok) {
        set({ outcome: resetOutcome(created.refusals, played.run.cluster.nowMs) });
        return;
      }
      const { speed } = played.player.state();
      played.player.destroy();
      set({ runNumber: runNumber + 1, appliedText: text, outcome: null, notice: null, selected: null });
      played = playedRun({ run: created.run, scenarioText: text, editorText: text });
      played.player.setSpeed(speed);
      played.start();
    },
    changeSpeed: (steps) => played.player.setSpeed(nextSpeed(get().speed, steps)),
    select,
    ...picturePlaces(pictures),
    stop: () => played.player.destroy(),
    ...inputActions(() => played, set, get),
    ...editorActions(set),
    ...panelActions(set),
    ...readings(() => played, get, doors),
  };
}

/** Lines to be had again. */
const mostTyped = 100;

type Setter = StoreApi<SessionState>['setState'];

/** What a person does to the cluster: at the end of what has happened, through the run's one door. */
function inputActions(
  played: () => PlayedRun,
  set: Setter,
  get: () => SessionState,
): Pick<Session, 'apply' | 'command'> {
  return {
    apply() {
      const { text } = get();
      const result = played().submitAtEnd({ kind: 'edit', value: text });
      if (result.kind !== 'edit') return;
      const outcome = applyOutcome(result);
      const whole = outcome.refusals.length === 0 && !outcome.scenarioChanged;
      set({ outcome, notice: null, ...(whole ? { appliedText: text } : {}) });
      if (!outcome.unread) played().player.play();
      played().player.refresh();
    },
    command(written) {
      const line = written.trim();
      if (line === '') return;
      const { cluster } = played().run;
      played().player.toEnd();
      const { revision } = cluster.head.cursor;
      played().submitAtEnd({ kind: 'line', value: line });
      const typedLines = [...get().typedLines.filter((other) => other !== line), line].slice(-mostTyped);
      set({ typedLines, commands: commandsOf(played().run, get().commands), commandsOpen: true, notice: null });
      // What only reads, or is refused, sets nothing going.
      const goesOn = get().commands.at(-1)?.exit === undefined;
      if (goesOn || cluster.head.cursor.revision !== revision) played().player.play();
      played().player.refresh();
    },
  };
}

function editorActions(set: Setter): Pick<Session, 'goTo' | 'setEditor' | 'focusEditor'> {
  let editor: EditorHost | null = null;
  return {
    goTo(place) {
      set({ panel: 'yaml' });
      // On a phone the editor is only there once its panel is.
      requestAnimationFrame(() => editor?.goTo(place));
    },
    setEditor(next) {
      editor = next;
    },
    focusEditor: () => editor?.focus(),
  };
}

const panelActions = (
  set: Setter,
): Pick<Session, 'showPanel' | 'open' | 'close' | 'dismissOutcome' | 'dismissNotice' | 'closeCommands'> => ({
  showPanel: (panel) => set({ panel }),
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
  dismissOutcome: () => set({ outcome: null }),
  dismissNotice: () => set({ notice: null }),
  closeCommands: () => set({ commandsOpen: false }),
});

/** What panels and dialogs ask about the run as it is shown now. */
const readings = (
  played: () => PlayedRun,
  get: () => SessionState,
  doors: Doors,
): Pick<Session, 'link' | 'whyCards' | 'twinRows' | 'podCount' | 'inspect' | 'waitWords' | 'goingOn'> => ({
  link: () => doors.linkTo(linkStateOf(played(), get().text, doors)),
  whyCards: () =>
    whyCards({ view: played().instant().view, changes: played().run.cluster.changes(), messages: doors.messages() }),
  twinRows: () => twinRows(played().instant()),
  podCount: () => played().run.cluster.head.count('Pod'),
  inspect: (about) => inspected(about, played().instant().view),
  waitWords: (reason) => waitText(reason, doors.messages()),
  goingOn: () => played().goingOn(),
});

const stateAt = (beginning: Beginning): SessionState => ({
  text: beginning.editorText,
  appliedText: beginning.run.text,
  cursor: { ms: 0, revision: 0 },
  headMs: 0,
  mode: 'paused',
  speed: 1,
  animate: true,
  status: { kind: 'working' },
  selected: null,
  outcome: null,
  commands: commandsOf(beginning.run, []),
  commandsOpen: false,
  typedLines: commandsOf(beginning.run, []).map(({ run }) => run),
  panel: 'picture',
  dialog: null,
  notice: beginning.notice ?? null,
  runNumber: 0,
});

const picturePlaces = ({
  previewStage,
  mountStage,
  mountTimeline,
  mountTransport,
}: Pictures): Pick<Session, 'previewStage' | 'mountStage' | 'mountTimeline' | 'mountTransport'> => ({
  previewStage,
  mountStage,
  mountTimeline,
  mountTransport,
});

function nextSpeed(speed: number, steps: 1 | -1): number {
  const next = steps > 0 ? speeds.find((other) => other > speed) : speeds.findLast((other) => other < speed);
  return next ?? speed;
}

function linkStateOf({ run, scenarioText, instant }: PlayedRun, editorText: string, doors: Doors): LinkState {
  const { view, atMs } = instant();
  return {
    scenarioText,
    inputs: run.inputs.map(({ atMs: at, kind, value }) => ({ atMs: at, kind, value })),
    editorText,
    cursor: { ms: atMs, revision: view.cursor.revision },
    engine: doors.engine,
    checksum: doors.checksum(view),
  };
}
