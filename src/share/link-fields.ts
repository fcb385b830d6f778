// Checks that JSON from a link has the types and sizes its format says, field by field. Separate because a link comes from
// anybody: nothing behind this file sees a value it did not expect.
import { limits } from './limits.ts';
import type { LinkJson } from './link-json.ts';

type Checks = { readonly [Name in keyof LinkJson]-?: (value: unknown) => value is LinkJson[Name] };

/** One check a field, in the order in which a link holds them. Fields of later versions are passed over. */
export const checks: Checks = {
  scenario: isScenario,
  inputs: (value): value is LinkJson['inputs'] => isListOf(value, limits.inputs, isInput),
  editor: (value): value is LinkJson['editor'] => value === undefined || isEdits(value),
  cursor: (value): value is LinkJson['cursor'] => isListOf(value, 2, isCount) && value.length === 2 && isMs(value[0]),
  view: (value): value is LinkJson['view'] => value === undefined || isView(value),
  lesson: (value): value is LinkJson['lesson'] => value === undefined || isLesson(value),
  engine: isText,
  checksum: isText,
};

export const isFields = (value: unknown): value is { readonly [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isScenario(value: unknown): value is LinkJson['scenario'] {
  if (isText(value)) return true;
  if (!isFields(value)) return false;
  const { gallery, hash, edits } = value;
  return isText(gallery) && isText(hash) && (edits === undefined || isEdits(edits));
}

function isInput(value: unknown): value is LinkJson['inputs'][number] {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [ms, kind, content] = value as readonly unknown[];
  if (!isMs(ms)) return false;
  return kind === 'edit' ? isEdits(content) : (kind === 'line' || kind === 'request') && isText(content);
}

function isView(value: unknown): value is LinkJson['view'] {
  if (!isFields(value)) return false;
  const entries = Object.entries(value);
  const isPlain = (option: unknown): boolean =>
    typeof option === 'string' ||
    typeof option === 'boolean' ||
    (typeof option === 'number' && Number.isFinite(option));
  return (
    entries.length <= limits.viewOptions && entries.every(([name, option]) => name !== '__proto__' && isPlain(option))
  );
}

const isLesson = (value: unknown): value is LinkJson['lesson'] =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && isCount(value[1]);

const isEdits = (value: unknown): value is NonNullable<LinkJson['editor']> =>
  isListOf(
    value,
    limits.edits,
    (edit) => Array.isArray(edit) && edit.length === 3 && isCount(edit[0]) && isCount(edit[1]) && isText(edit[2]),
  );

export const isListOf = (
  value: unknown,
  limit: number,
  check: (item: unknown) => boolean,
): value is readonly unknown[] => Array.isArray(value) && value.length <= limit && value.every((item) => check(item));

export const isMs = (value: unknown): value is number => isCount(value) && value <= limits.ms;

export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
