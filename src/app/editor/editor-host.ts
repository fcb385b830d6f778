// The place where an editor stands: begins with the plain one, lets Monaco take over without losing a keystroke, the
// caret or the focus, and keeps the plain one if Monaco cannot be loaded.
import type { MonacoTextEditor } from './monaco-editor.ts';
import { createPlainEditor } from './plain-editor.ts';
import type { Mark, Place, TextEditor } from './text-editor.ts';

export interface EditorHostOptions {
  readonly text: string;
  readonly label: string;
  readonly onText: (text: string) => void;
}

export interface EditorHost {
  setText(text: string): void;
  setMarks(marks: readonly Mark[]): void;
  setLabel(label: string): void;
  setTheme(theme: 'light' | 'dark'): void;
  goTo(place: Place): void;
  focus(): void;
  /** Loads Monaco and lets it take over; once is enough. */
  upgrade(theme: 'light' | 'dark'): Promise<void>;
  dispose(): void;
}

export function createEditorHost(element: HTMLElement, options: EditorHostOptions): EditorHost {
  let { text, label } = options;
  let marks: readonly Mark[] = [];
  let theme: 'light' | 'dark' = 'light';
  let monaco: MonacoTextEditor | undefined;
  let upgrading: Promise<void> | undefined;
  let disposed = false;
  const onText = (next: string) => {
    text = next;
    options.onText(next);
  };
  const plainBox = boxIn(element, 'editor-plain');
  const plain = createPlainEditor(plainBox, { text, label, onText });
  const current = (): TextEditor => monaco ?? plain;

  async function load(): Promise<void> {
    const [{ createMonacoEditor }, { editorSchema }] = await Promise.all([
      import('./monaco-editor.ts'),
      import('./editor-schema.ts'),
    ]);
    if (disposed) return;
    const box = boxIn(element, 'editor-monaco');
    monaco = createMonacoEditor(box, { text, label, theme, caret: plain.caret(), schema: editorSchema, onText });
    monaco.setMarks(marks);
    plainBox.remove();
    element.dataset.editor = 'monaco';
  }

  element.dataset.editor = 'plain';
  return {
    setText(next) {
      text = next;
      current().setText(next);
    },
    setMarks(next) {
      marks = next;
      current().setMarks(next);
    },
    setLabel(next) {
      label = next;
      monaco?.setLabel(next);
      plainBox.querySelector('textarea')?.setAttribute('aria-label', next);
    },
    setTheme(next) {
      theme = next;
      monaco?.setTheme(next);
    },
    goTo: (place) => current().goTo(place),
    focus: () => current().focus(),
    upgrade(now) {
      theme = now;
      // What cannot be loaded (offline, an old deployment) leaves the plain editor, which does all that is needed.
      upgrading ??= load().catch(() => undefined);
      return upgrading;
    },
    dispose() {
      disposed = true;
      current().dispose();
      element.replaceChildren();
    },
  };
}

function boxIn(element: HTMLElement, className: string): HTMLElement {
  const box = document.createElement('div');
  box.className = className;
  element.append(box);
  return box;
}
