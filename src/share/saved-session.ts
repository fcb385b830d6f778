// What is kept of a session for the next visit, as one text: all branches, what stands in the editor, and where one looked.
// Separate from links, which hold one branch and must be short; what was kept is no more trusted than a link.
import { limits } from './limits.ts';
import { isCount, isFields, isListOf, isMs, isText } from './link-fields.ts';
import type { BranchTree } from '../run/branches.ts';
import type { BranchRecord } from '../run/branch.ts';
import type { TimedInput } from '../run/run.ts';

/** The only one so far. */
const format = 1;

export interface SavedSession {
  readonly tree: BranchTree;
  readonly editorText: string;
  /** On the current branch. */
  readonly cursor: { readonly ms: number; readonly revision: number };
  /** Version of the engine that made it. */
  readonly engine: string;
  /** `checksum(view)` at the cursor; '' if there was no time for it. */
  readonly checksum: string;
}

/** Why a session cannot be kept or taken up. `code` is stable, for translation. */
export interface SaveProblem {
  readonly code: 'too-large' | 'newer' | 'damaged' | 'blocked' | 'full' | 'elsewhere';
  readonly params: { readonly [name: string]: string | number };
}

export type ReadSession =
  | { readonly ok: true; readonly session: SavedSession }
  /** `text`: what stood in the editor, if that could be read. */
  | { readonly ok: false; readonly problem: SaveProblem; readonly text?: string };

export type WrittenSession =
  { readonly ok: true; readonly saved: string } | { readonly ok: false; readonly problem: SaveProblem };

/** The session as it is kept: each text once, however many branches and inputs hold it. */
interface SessionJson {
  readonly format: number;
  readonly texts: readonly string[];
  /** Place of the text. */
  readonly editor: number;
  readonly branches: readonly BranchJson[];
  readonly current: number;
  readonly undone: readonly number[];
  readonly cursor: readonly [ms: number, revision: number];
  readonly engine: string;
  readonly checksum: string;
}

interface BranchJson {
  readonly id: number;
  readonly parent?: number;
  readonly text: number;
  readonly left: number;
  readonly keeps: number;
  readonly head: number;
  /** Of an `edit` the value is the place of its text. */
  readonly inputs: readonly (readonly [ms: number, kind: string, value: string | number])[];
}

export function writeSession({ tree, editorText, cursor, engine, checksum }: SavedSession): WrittenSession {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const branches = tree.branches.map(({ id, parent, text, leftAtMs, keeps, headMs, inputs }): BranchJson => ({
    id,
    ...(parent !== undefined && { parent }),
    text: placeOf(text),
    left: leftAtMs,
    keeps,
    head: headMs,
    inputs: inputs.map(({ atMs, kind, value }) => [atMs, kind, kind === 'edit' ? placeOf(value) : value] as const),
  }));
  const editor = placeOf(editorText);
  const { current, undone } = tree;
  const json: SessionJson = {
    format,
    texts: [...places.keys()],
    editor,
    branches,
    current,
    undone,
    cursor: [cursor.ms, cursor.revision],
    engine,
    checksum,
  };
  const saved = JSON.stringify(json);
  return saved.length > limits.savedCharacters ? { ok: false, problem: tooLarge } : { ok: true, saved };
}

/** Never throws. */
export function readSession(saved: string): ReadSession {
  if (saved.length > limits.savedCharacters) return { ok: false, problem: tooLarge };
  const json = fieldsOf(saved);
  const readable = textOf(json);
  const refused = (problem: SaveProblem): ReadSession => ({
    ok: false,
    problem,
    ...(readable === undefined ? {} : { text: readable }),
  });
  if (isCount(json['format']) && json['format'] > format) {
    return refused({ code: 'newer', params: { format: json['format'], known: format } });
  }
  if (!isSession(json)) return refused(damaged);
  const branches = json.branches.map((branch) => recordOf(branch, json.texts));
  const tree = { branches, current: json.current, undone: json.undone };
  if (!isTree(tree)) return refused(damaged);
  const { engine, checksum, cursor } = json;
  const [ms, revision] = cursor;
  return { ok: true, session: { tree, editorText: readable ?? '', cursor: { ms, revision }, engine, checksum } };
}

const tooLarge: SaveProblem = { code: 'too-large', params: { limit: limits.savedCharacters } };
const damaged: SaveProblem = { code: 'damaged', params: {} };

type Fields = { readonly [field: string]: unknown };

function fieldsOf(saved: string): Fields {
  try {
    const value: unknown = JSON.parse(saved);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

/** What stood in the editor, of this format and of any that keeps it in the same way. */
function textOf({ texts, editor }: Fields): string | undefined {
  const text: unknown = Array.isArray(texts) && isCount(editor) ? texts[editor] : undefined;
  return isText(text) ? text : undefined;
}

function isSession(json: Fields): json is Fields & SessionJson {
  const { texts, editor, branches, current, undone, cursor } = json;
  if (json['format'] !== format || !isListOf(texts, limits.inputs, isText)) return false;
  const isPlace = (value: unknown): boolean => isCount(value) && value < texts.length;
  return (
    isPlace(editor) &&
    isListOf(branches, limits.branches, (branch) => isBranch(branch, isPlace)) &&
    isCount(current) &&
    isListOf(undone, limits.inputs, isCount) &&
    isListOf(cursor, 2, isCount) &&
    isMs(cursor[0]) &&
    cursor.length === 2 &&
    isText(json['engine']) &&
    isText(json['checksum'])
  );
}

function isBranch(value: unknown, isPlace: (value: unknown) => boolean): boolean {
  if (!isFields(value)) return false;
  const { id, parent, text, left, keeps, head, inputs } = value;
  const isInput = (input: unknown): boolean => {
    if (!Array.isArray(input) || input.length !== 3 || !isMs(input[0])) return false;
    return input[1] === 'edit'
      ? isPlace(input[2])
      : (input[1] === 'line' || input[1] === 'request') && isText(input[2]);
  };
  return (
    isCount(id) &&
    (parent === undefined || isCount(parent)) &&
    isPlace(text) &&
    isMs(left) &&
    isCount(keeps) &&
    isMs(head) &&
    isListOf(inputs, limits.inputs, isInput)
  );
}

function recordOf({ id, parent, text, left, keeps, head, inputs }: BranchJson, texts: readonly string[]): BranchRecord {
  return {
    id,
    ...(parent !== undefined && { parent }),
    text: texts[text] ?? '',
    leftAtMs: left,
    keeps,
    inputs: inputs.map(([atMs, kind, value]) => ({
      atMs,
      kind: kind as TimedInput['kind'], // isBranch has seen to it
      value: typeof value === 'number' ? (texts[value] ?? '') : value,
    })),
    headMs: head,
  };
}

/** Parents come first and are of the same text, what is kept of them is there, and times only rise. */
function isTree({ branches, current, undone }: BranchTree): boolean {
  const seen = new Map<number, { readonly text: string; readonly times: readonly number[] }>();
  for (const { id, parent, text, keeps, inputs, headMs } of branches) {
    const from = parent === undefined ? { text, times: [] } : seen.get(parent);
    if (!from || seen.has(id) || from.text !== text || from.times.length < keeps) return false;
    const times = [...from.times.slice(0, keeps), ...inputs.map(({ atMs }) => atMs)];
    if (times.length > limits.inputs) return false;
    if (times.some((ms, at) => ms < (times[at - 1] ?? 0) || ms > headMs)) return false;
    seen.set(id, { text, times });
  }
  return seen.has(current) && undone.every((id) => seen.has(id));
}
