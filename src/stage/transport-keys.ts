// Which keys belong to the transport, and when they belong to somebody else: a field, a button, a dialog.

export type TransportAction = 'toggle' | 'start' | 'end' | 'stepBack' | 'stepForward';

/** As much of a key press as the decision needs. */
export interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly defaultPrevented: boolean;
  readonly target: unknown;
}

/** What takes every key for itself. */
const fields =
  'input, textarea, select, [contenteditable], [role="textbox"], dialog, [role="dialog"], [role="slider"], [role="tab"], [role="menu"], [role="listbox"], [role="separator"]';
/** What space presses. */
const buttons = 'button, a[href], summary, [role="button"], [role="menuitem"], [role="option"]';

export function actionOfKey(press: KeyPress): TransportAction | undefined {
  if (press.defaultPrevented || press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return undefined;
  if (isWithin(press.target, fields)) return undefined;
  if (press.key === ' ') return isWithin(press.target, buttons) ? undefined : 'toggle';
  return actions.get(press.key);
}

/** The wide ones are what a Chinese keyboard writes. */
const actions: ReadonlyMap<string, TransportAction> = new Map([
  ['Home', 'start'],
  ['End', 'end'],
  [',', 'stepBack'],
  ['，', 'stepBack'],
  ['.', 'stepForward'],
  ['。', 'stepForward'],
]);

const isWithin = (target: unknown, holders: string): boolean =>
  typeof target === 'object' &&
  target !== null &&
  'closest' in target &&
  typeof target.closest === 'function' &&
  target.closest(holders) !== null;
