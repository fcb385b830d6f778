// The plain text area with line numbers: there at once, on phones the only one, and what remains if Monaco does not load.
import { offsetOf } from './text-editor.ts';
import type { Mark, TextEditor } from './text-editor.ts';

export interface PlainEditorOptions {
  readonly text: string;
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onFocus?: () => void;
}

const linePx = 20;

/** Builds the editor inside `host`, which it fills. */
export function createPlainEditor(host: HTMLElement, options: PlainEditorOptions): TextEditor {
  const numbers = document.createElement('div');
  numbers.className = 'plain-numbers';
  numbers.setAttribute('aria-hidden', 'true');
  const area = textArea(options);
  host.append(numbers, area);
  let marks: readonly Mark[] = [];

  const drawNumbers = () => {
    const marked = new Set(marks.map((mark) => mark.line));
    const count = area.value.split('\n').length;
    // Only what is missing or too much: a text has many lines, and a key stroke changes few of their numbers.
    while (numbers.childElementCount > count) numbers.lastElementChild?.remove();
    while (numbers.childElementCount < count) numbers.append(lineNumber(numbers.childElementCount + 1));
    [...numbers.children].forEach((line, at) => line.classList.toggle('marked', marked.has(at + 1)));
    numbers.scrollTop = area.scrollTop;
  };
  area.addEventListener('input', () => {
    drawNumbers();
    options.onText(area.value);
  });
  area.addEventListener('scroll', () => {
    numbers.scrollTop = area.scrollTop;
  });
  area.addEventListener('keydown', keepIndentation);
  drawNumbers();

  return {
    setText(text) {
      if (area.value === text) return;
      area.value = text;
      drawNumbers();
    },
    setMarks(next) {
      marks = next;
      drawNumbers();
    },
    goTo(place) {
      const offset = offsetOf(area.value, place);
      area.focus();
      area.setSelectionRange(offset, offset);
      area.scrollTop = Math.max(0, (place.line - 1) * linePx - area.clientHeight / 2);
    },
    focus: () => area.focus(),
    caret: () => ({
      start: area.selectionStart,
      end: area.selectionEnd,
      scrollTop: area.scrollTop,
      focused: document.activeElement === area,
    }),
    dispose: () => host.replaceChildren(),
  };
}

function lineNumber(number: number): HTMLElement {
  const line = document.createElement('div');
  line.textContent = String(number);
  return line;
}

function textArea({ text, label, onFocus }: PlainEditorOptions): HTMLTextAreaElement {
  const area = document.createElement('textarea');
  area.className = 'plain-text';
  area.value = text;
  area.setAttribute('aria-label', label);
  area.setAttribute('autocapitalize', 'off');
  area.setAttribute('autocomplete', 'off');
  area.setAttribute('autocorrect', 'off');
  area.spellcheck = false;
  area.wrap = 'off';
  if (onFocus) area.addEventListener('focus', onFocus, { once: true });
  return area;
}

/** Enter begins the next line under this one's text. Through `insertText`, so that undo works. Tab stays the way out. */
function keepIndentation(event: KeyboardEvent): void {
  const area = event.currentTarget;
  if (!(area instanceof HTMLTextAreaElement) || event.key !== 'Enter' || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const before = area.value.slice(0, area.selectionStart);
  const indentation = /^ */.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
  if (indentation !== '' && document.execCommand('insertText', false, `\n${indentation}`)) event.preventDefault();
}
