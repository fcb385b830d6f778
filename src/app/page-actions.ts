// What a person does with the page rather than with the cluster: panels, dialogs, the editor, sentences to be put away.
import type { EditorHost } from './editor/editor-host.ts';
import type { Place } from './editor/text-editor.ts';
import type { SessionParts } from './session-parts.ts';
import type { DialogName, PanelName } from './session-state.ts';

export interface PageActions {
  readonly edit: (text: string) => void;
  readonly goTo: (place: Place) => void;
  readonly setEditor: (editor: EditorHost | null) => void;
  readonly focusEditor: () => void;
  readonly showPanel: (panel: PanelName) => void;
  readonly open: (dialog: DialogName) => void;
  readonly close: () => void;
  readonly dismissOutcome: () => void;
  readonly dismissNotice: () => void;
  readonly closeCommands: () => void;
  /** Puts a line into the command line, for a person to look at and run; null: it is there. */
  readonly draft: (line: string | null) => void;
  /** Stands still while the page shows something else; gives what lets it go on as it did. */
  readonly hold: () => () => void;
}

export function pageActions({ store: { setState: set }, playing }: SessionParts): PageActions {
  let editor: EditorHost | null = null;
  return {
    edit: (text) => set({ text }),
    goTo(place) {
      set({ panel: 'yaml' });
      // On a phone the editor is only there once its panel is.
      requestAnimationFrame(() => editor?.goTo(place));
    },
    setEditor(next) {
      editor = next;
    },
    focusEditor: () => editor?.focus(),
    showPanel: (panel) => set({ panel }),
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
    dismissOutcome: () => set({ outcome: null }),
    dismissNotice: () => set({ notice: null }),
    closeCommands: () => set({ commandsOpen: false }),
    draft: (draft) => set(draft === null ? { draft } : { draft, panel: 'commands' }),
    hold() {
      const { mode } = playing.now.player.state();
      playing.now.player.pause();
      return () => (mode === 'paused' ? playing.now.player.refresh() : playing.now.player.play());
    },
  };
}
