// Where the keyboard is when something is selected: in the inspector, and afterwards where it was before. Only for those who came
// by key; a pointer stays where it is.

const inspectorId = 'inspector';

let cameFrom: Element | null = null;

/** Once the inspector is there. */
export function goToInspector(): void {
  cameFrom = document.activeElement;
  requestAnimationFrame(() => document.getElementById(inspectorId)?.focus());
}

/** What a mark of the picture does: one that was chosen by key leads to the inspector. */
export const choosing =
  (select: (about: string | null) => void) =>
  (about: string | null, byKey: boolean): void => {
    select(about);
    if (byKey && about !== null) goToInspector();
  };

/** Before the inspector goes; nothing if the keyboard is elsewhere. Back to the picture if what was left is gone. */
export function leaveInspector(): void {
  const inspector = document.getElementById(inspectorId);
  if (!inspector?.contains(document.activeElement)) return;
  const back = cameFrom?.isConnected === true ? cameFrom : document.querySelector('.mark[tabindex="0"]');
  if (back instanceof HTMLElement || back instanceof SVGElement) back.focus();
}
