// Monaco as the YAML editor. Only ever reached through `import()`: it is by far the heaviest thing in the page.
import './features.ts';
import * as monaco from 'monaco-editor/editor';
import type { JSONSchema } from 'monaco-yaml';
import { startLanguageServer } from './language-server.ts';
import { setMonacoTheme } from './monaco-theme.ts';
import type { Caret, Mark, TextEditor } from './text-editor.ts';

export interface MonacoEditorOptions {
  readonly text: string;
  readonly label: string;
  readonly caret: Caret;
  readonly theme: 'light' | 'dark';
  readonly schema: JSONSchema;
  readonly onText: (text: string) => void;
}

export interface MonacoTextEditor extends TextEditor {
  setTheme(theme: 'light' | 'dark'): void;
  setLabel(label: string): void;
}

let serverStarted = false;
const owner = 'ordinal';

/** Builds Monaco inside `host`, with the caret, the scrolling and the focus where the plain editor had them. */
export function createMonacoEditor(host: HTMLElement, options: MonacoEditorOptions): MonacoTextEditor {
  if (!serverStarted) {
    startLanguageServer(options.schema);
    serverStarted = true;
  }
  setMonacoTheme(options.theme);
  const model = monaco.editor.createModel(options.text, 'yaml', monaco.Uri.parse('file:///scenario.yaml'));
  const editor = monaco.editor.create(host, { ...settings, model, ariaLabel: options.label });
  model.onDidChangeContent(() => options.onText(model.getValue(monaco.editor.EndOfLinePreference.LF)));
  takeOver(editor, model, options.caret);

  return {
    setText(text) {
      if (model.getValue(monaco.editor.EndOfLinePreference.LF) === text) return;
      // As an edit and not as a new value: undo goes back over it.
      editor.pushUndoStop();
      editor.executeEdits(owner, [{ range: model.getFullModelRange(), text }]);
      editor.pushUndoStop();
    },
    setMarks: (marks) => monaco.editor.setModelMarkers(model, owner, marks.map(toMarker)),
    goTo({ line, column }) {
      const position = model.validatePosition({ lineNumber: line, column });
      editor.setPosition(position);
      editor.revealPositionInCenterIfOutsideViewport(position);
      editor.focus();
    },
    focus: () => editor.focus(),
    caret: () => ({ start: 0, end: 0, scrollTop: editor.getScrollTop(), focused: editor.hasTextFocus() }),
    setTheme: setMonacoTheme,
    setLabel: (label) => editor.updateOptions({ ariaLabel: label }),
    dispose() {
      editor.dispose();
      model.dispose();
    },
  };
}

const settings: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: "'JetBrains Mono', Menlo, Consolas, monospace",
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 12, bottom: 12 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  folding: true,
  showFoldingControls: 'mouseover',
  renderLineHighlight: 'line',
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollbar: {
    useShadows: false,
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    alwaysConsumeMouseWheel: false,
  },
  stickyScroll: { enabled: false },
  // Else words of the file are offered while the YAML worker is still starting.
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, comments: false, strings: true },
  fixedOverflowWidgets: true,
  contextmenu: true,
  smoothScrolling: false,
};

function takeOver(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  { start, end, scrollTop, focused }: Caret,
): void {
  editor.setSelection(monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
  editor.setScrollTop(scrollTop);
  if (focused) editor.focus();
}

function toMarker(mark: Mark): monaco.editor.IMarkerData {
  return {
    severity: mark.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: mark.message,
    startLineNumber: mark.line,
    startColumn: mark.column,
    endLineNumber: mark.endLine ?? mark.line,
    endColumn: mark.endColumn ?? mark.column + 1,
  };
}
