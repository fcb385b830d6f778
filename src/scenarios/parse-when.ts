// Reads a `when` condition: `quiet`, or what `kubectl wait --for=` takes and then the object, in the namespace default.
import { parseJsonPath } from './json-path.ts';
import type { When, WhenTarget } from './when.ts';

export type ParsedWhen =
  | { readonly ok: true; readonly when: When }
  | { readonly ok: false; readonly code: 'unknown-condition' | 'unknown-object' | 'unknown-path' };

/** Of characters; searching goes back and forth in a text, which is quick only while it is short. */
const longestCondition = 2_000;

/** The condition a text names; `code` says which part of it is not understood. */
export function parseWhen(text: string): ParsedWhen {
  const whole = text.trim();
  if (whole === 'quiet') return { ok: true, when: { kind: 'quiet' } };
  if (whole.length > longestCondition) return { ok: false, code: 'unknown-condition' };
  const [, condition, object] = /^(\S.*?)\s+(\S+)$/s.exec(whole) ?? [];
  if (condition === undefined || object === undefined) return { ok: false, code: 'unknown-condition' };
  const target = targetOf(object);
  if (condition === 'delete' || condition === 'create') {
    return target ? { ok: true, when: { kind: condition, target } } : { ok: false, code: 'unknown-object' };
  }
  const [, name, status = 'True'] = /^condition=([A-Za-z0-9_./-]+)(?:=(\w+))?$/.exec(condition) ?? [];
  if (name !== undefined) {
    if (!target) return { ok: false, code: 'unknown-object' };
    return { ok: true, when: { kind: 'condition', type: name, status: asStatus(status), target } };
  }
  if (!condition.startsWith('jsonpath=')) return { ok: false, code: 'unknown-condition' };
  return jsonPathWhen(condition.slice('jsonpath='.length), target);
}

/** A condition as a text that `parseWhen` reads, for saying what a run waits for. */
export function whenText(when: When): string {
  if (when.kind === 'quiet') return 'quiet';
  const object = `${when.target.resource}/${when.target.name}`;
  if (when.kind === 'condition') return `condition=${when.type}=${when.status} ${object}`;
  if (when.kind !== 'jsonpath') return `${when.kind} ${object}`;
  const value = when.value === undefined ? '' : `=${when.value}`;
  return `jsonpath={${when.path.map(pathText).join('')}}${value} ${object}`;
}

type Steps = Extract<When, { kind: 'jsonpath' }>['path'];

function pathText(step: Steps[number]): string {
  if (typeof step === 'number') return `[${step}]`;
  if (typeof step === 'string') return `.${step.replaceAll(/[^A-Za-z0-9_\-/$]/g, String.raw`\$&`)}`;
  const quote = step.equals.includes('"') ? "'" : '"';
  return `[?(@${step.where.map(pathText).join('')}==${quote}${step.equals}${quote})]`;
}

/** `pod/web-1`; a name may be `$NODE`. */
function targetOf(object: string): WhenTarget | undefined {
  const [, resource, name] = /^([a-z][a-z0-9.]*)\/([a-z0-9$][A-Za-z0-9.-]*)$/.exec(object) ?? [];
  return resource === undefined || name === undefined ? undefined : { resource, name, namespace: 'default' };
}

/** As objects write it; kubectl compares without regard to case. */
const asStatus = (text: string): string =>
  ['True', 'False', 'Unknown'].find((status) => status.toLowerCase() === text.toLowerCase()) ?? text;

/** `{.status.phase}`, `{.status.phase}=Running`, quotes around either allowed. */
function jsonPathWhen(text: string, target: WhenTarget | undefined): ParsedWhen {
  const [, , quoted, bare = ''] = /^(?:(['"])(.*)\1(?=$|=)|(\{.*\})(?=$|=)|)/s.exec(text) ?? [];
  const inner = quoted ?? bare;
  const end = inner === '' ? endOfBarePath(text) : quoted === undefined ? bare.length : quoted.length + 2;
  const path = parseJsonPath(inner === '' ? text.slice(0, end) : inner);
  const rest = text.slice(end);
  if (!path || (rest !== '' && !rest.startsWith('='))) return { ok: false, code: 'unknown-path' };
  if (!target) return { ok: false, code: 'unknown-object' };
  if (rest === '') return { ok: true, when: { kind: 'jsonpath', path, target } };
  const value = rest.slice(1).replace(/^(['"])(.*)\1$/s, '$2');
  return { ok: true, when: { kind: 'jsonpath', path, value, target } };
}

/** Up to the `=` that is not part of a filter. */
function endOfBarePath(text: string): number {
  const end = text.replaceAll(/\[[^\]]*\]/g, (inside) => '_'.repeat(inside.length)).indexOf('=');
  return end < 0 ? text.length : end;
}
