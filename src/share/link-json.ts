// The JSON in a link, format 1, from and to what it means. Its field names are a promise: links of this format open for ever.
import { gallery } from '../scenarios/gallery.ts';
import { limits } from './limits.ts';
import type { LinkInput, LinkProblem, LinkState } from './link-state.ts';
import { editsBetween, edited } from './text-edit.ts';
import type { TextEdit } from './text-edit.ts';
import { textHash } from './text-hash.ts';

/** `scenario` is a whole text, or the edits that make it of one in the gallery. */
export interface LinkJson {
  readonly scenario: string | GalleryText;
  /** Of an `edit` the value is what changed since the text before it. */
  readonly inputs: readonly (readonly [ms: number, kind: string, value: string | readonly TextEdit[]])[];
  /** What changed since the text applied last; absent: nothing. */
  readonly editor?: readonly TextEdit[];
  readonly cursor: readonly [ms: number, revision: number];
  readonly view?: LinkState['view'];
  readonly lesson?: readonly [id: string, step: number];
  readonly engine: string;
  readonly checksum: string;
}

interface GalleryText {
  readonly gallery: string;
  readonly hash: string;
  readonly edits?: readonly TextEdit[];
}

export function linkJson(state: LinkState): LinkJson {
  const { scenarioText, inputs, editorText, cursor, view, lesson, engine, checksum } = state;
  let text = scenarioText;
  const shortened = inputs.map(({ atMs, kind, value }): LinkJson['inputs'][number] => {
    if (kind !== 'edit') return [atMs, kind, value];
    const edits = editsBetween(text, value);
    text = value;
    return [atMs, kind, edits];
  });
  const editor = editsBetween(text, editorText);
  return {
    scenario: shortest(scenarioText),
    inputs: shortened,
    ...(editor.length > 0 && { editor }),
    cursor: [cursor.ms, cursor.revision],
    ...(view && { view }),
    ...(lesson && { lesson: [lesson.id, lesson.step] as const }),
    engine,
    checksum,
  };
}

/** The text itself, or as a change of the gallery's that is nearest to it. */
function shortest(text: string): LinkJson['scenario'] {
  let best: LinkJson['scenario'] = text;
  let cost = text.length;
  for (const entry of gallery) {
    const edits = editsBetween(entry.text, text);
    const costs = JSON.stringify(edits).length;
    if (costs >= cost) continue;
    cost = costs;
    best = { gallery: entry.id, hash: textHash(entry.text), ...(edits.length > 0 && { edits }) };
  }
  return best;
}

export type TextRead =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: LinkProblem };

/** The text a scenario field stands for, if this version still has what it refers to. */
export function scenarioTextOf(scenario: LinkJson['scenario']): TextRead {
  if (typeof scenario === 'string') return { ok: true, text: scenario };
  const { gallery: id, hash, edits = [] } = scenario;
  const entry = gallery.find((known) => known.id === id);
  if (!entry) return { ok: false, problem: { code: 'unknown-scenario', params: { id } } };
  if (textHash(entry.text) !== hash) return { ok: false, problem: { code: 'changed-scenario', params: { id } } };
  const text = edited(entry.text, edits);
  return text === undefined ? { ok: false, problem: invalid('scenario') } : { ok: true, text };
}

export type InputsRead =
  | { readonly ok: true; readonly inputs: readonly LinkInput[]; readonly lastText: string }
  | { readonly ok: false; readonly problem: LinkProblem };

/** The inputs with their edits worked out, from the scenario's text on. */
export function inputsOf(inputs: LinkJson['inputs'], scenarioText: string): InputsRead {
  let text = scenarioText;
  let characters = 0;
  const read: LinkInput[] = [];
  for (const [atMs, kind, value] of inputs) {
    if (typeof value === 'string') {
      if (kind === 'line' || kind === 'request') read.push({ atMs, kind, value });
      continue;
    }
    const after = edited(text, value);
    if (after === undefined) return { ok: false, problem: invalid('inputs') };
    characters += after.length;
    if (characters > limits.editedCharacters)
      return { ok: false, problem: { code: 'too-large', params: { limit: limits.editedCharacters } } };
    text = after;
    read.push({ atMs, kind: 'edit', value: text });
  }
  return { ok: true, inputs: read, lastText: text };
}

export const invalid = (field: string): LinkProblem => ({ code: 'invalid', params: { field } });
