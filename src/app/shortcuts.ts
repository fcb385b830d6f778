// The page's own keys. Those of the transport (space, Home, End) are heard by the transport itself.
import { leaveInspector } from './inspector-focus.ts';
import type { Session } from './session.ts';

const isMac = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '');

/** What the key beside Enter is called here. */
export const commandKey = isMac ? '⌘' : 'Ctrl';

/** Listens until the function it gives back is called. */
export function listenForShortcuts(session: Session): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      session.apply();
      return;
    }
    if (isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey) {
      const change = changeOf(event);
      if (!change || event.altKey || session.store.getState().dialog) return;
      event.preventDefault();
      session[change]();
      return;
    }
    if (event.altKey) return;
    const action = actions[event.key];
    if (!action || session.store.getState().dialog) return;
    event.preventDefault();
    action(session);
  };
  // While capturing: inside Monaco these keys have another meaning.
  document.addEventListener('keydown', onKey, { capture: true });
  return () => document.removeEventListener('keydown', onKey, { capture: true });
}

const actions: { readonly [key: string]: (session: Session) => void } = {
  '?': (session) => session.open('legend'),
  '[': (session) => session.changeSpeed(-1),
  ']': (session) => session.changeSpeed(1),
  $: (session) => {
    session.showPanel('commands');
    requestAnimationFrame(() => document.getElementById('line')?.focus());
  },
  Escape: (session) => {
    leaveInspector();
    session.select(null);
  },
};

/** The keys everybody knows: with the command key Z, and shifted Z or Y for the way back. */
function changeOf({ key, shiftKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (/^z$/i.test(key)) return shiftKey ? 'redo' : 'undo';
  return /^y$/i.test(key) && !shiftKey ? 'redo' : undefined;
}

/** Monaco writes into an element that is none of the usual ones, and only says that it is a text box. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"]') !== null)
  );
}
