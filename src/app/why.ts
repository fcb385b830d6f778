// What to say at an instant: first what waits and why, then what was written last and why. Pure; every sentence is the
// narration of a Reason, so that it cannot disagree with what ran.
import type { Change, Reason, View } from '../engine/index.ts';
import { isApiChange } from '../engine/index.ts';
import { narrate, waitText } from '../scene/narrate.ts';
import type { SceneMessages } from '../scene/messages.ts';

export interface WhyCard {
  readonly id: string;
  readonly tone: 'wait' | 'happened';
  readonly atMs: number;
  readonly text: string;
  readonly rule: string;
}

export interface WhyInput {
  readonly view: View;
  /** In order; those after the view's cursor are passed over. */
  readonly changes: readonly Change[];
  readonly messages: SceneMessages;
}

const most = 7;
/** How many changes are looked through for something to say: one frame must stay cheap. */
const lookBack = 400;
/** Written often and about nothing a learner watches. */
const unsaid: ReadonlySet<Change['kind']> = new Set([
  'Event',
  'Lease',
  'Machine',
  'Sandbox',
  'Backend',
  'Disk',
  'Node',
]);

export function whyCards({ view, changes, messages }: WhyInput): readonly WhyCard[] {
  const waits = unique(
    view.waits().map(({ component, key, sinceMs, reason }) => {
      const text = waitText(withNamedVolume(reason, view), messages);
      // With its text: one key can wait for two things, and cards of the same id would be left standing on the page.
      return { id: `wait ${component} ${key} ${text}`, tone: 'wait' as const, atMs: sinceMs, text, rule: reason.rule };
    }),
  );
  return [...waits.slice(0, 4), ...happened({ view, changes, messages })].slice(0, most);
}

function happened({ view, changes, messages }: WhyInput): readonly WhyCard[] {
  const cards: WhyCard[] = [];
  const said = new Set<string>();
  const end = endOf(changes, view.cursor.revision);
  for (let at = end - 1; at >= Math.max(0, end - lookBack) && cards.length < most; at -= 1) {
    const change = changes[at];
    if (!change || !isApiChange(change) || unsaid.has(change.kind)) continue;
    const text = narrate(withNamedVolume(change.reason, view), messages);
    if (text === '' || said.has(text)) continue;
    said.add(text);
    cards.push({ id: String(change.revision), tone: 'happened', atMs: change.atMs, text, rule: change.reason.rule });
  }
  return cards;
}

/** A volume is called as the claim it is for: its own name is `pvc-` and a uid, of which the beginning is enough. */
function withNamedVolume(reason: Reason, view: View): Reason {
  const name = reason.params?.['volume'];
  if (typeof name !== 'string' || !madeName.test(name)) return reason;
  const short = name.slice(0, 'pvc-'.length + 8);
  const claim = view.get('PersistentVolume', name)?.spec.claimRef?.name;
  return { ...reason, params: { ...reason.params, volume: claim === undefined ? short : `${claim} (${short})` } };
}

const madeName = /^pvc-[0-9a-f]{8}-/;

const unique = (cards: readonly WhyCard[]): readonly WhyCard[] =>
  cards.filter((card, at) => cards.findIndex((other) => other.text === card.text) === at);

/** How many of the changes, which rise by revision, are at or before this one. */
function endOf(changes: readonly Change[], revision: number): number {
  let [from, to] = [0, changes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((changes[middle]?.revision ?? 0) <= revision) from = middle + 1;
    else to = middle;
  }
  return from;
}
