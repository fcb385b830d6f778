// Reads what happens in a scenario: its steps, each with one action and one start, and its end.
import type { Field } from './field-reader.ts';
import { durationMs } from './duration.ts';
import { parseWhen } from './parse-when.ts';
import type { Action, End, Start, Step, StepRequest } from './scenario.ts';
import { positionOf } from '../manifest/manifest.ts';
import type { When } from './when.ts';

const mostSteps = 1_000;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const readSteps = (field: Field): readonly Step[] => field.items(mostSteps).map(readStep);

/** `quiet` if nothing is said. */
export function readEnd(field: Field): End {
  if (field.isAbsent) return { kind: 'when', when: { kind: 'quiet' } };
  const ms = typeof field.value === 'string' ? durationMs(field.value.trim()) : undefined;
  return ms === undefined ? { kind: 'when', when: readWhen(field) } : { kind: 'after', ms };
}

function readStep(field: Field): Step {
  if (field.isAbsent) field.refuse('not-fields');
  field.fields('when', 'at', 'after', 'node', 'run', 'apply', 'request');
  const { line, column } = positionOf(field.document, field.path);
  const node = field.at('node');
  return {
    start: readStart(field),
    action: readAction(field),
    ...(!node.isAbsent && { node: node.requiredText() }),
    position: { line, column },
  };
}

function readStart(field: Field): Start {
  const present = chosen(field, ['when', 'at', 'after'], 'many-starts');
  if (present === 'when') return { kind: 'when', when: readWhen(field.at('when')) };
  if (present === undefined) return { kind: 'now' };
  const time = field.at(present);
  if (time.isAbsent) time.refuse('required-field');
  return { kind: present, ms: time.duration() ?? 0 };
}

function readAction(field: Field): Action {
  const present = chosen(field, ['run', 'apply', 'request'], 'many-actions');
  if (present === 'run') return { kind: 'run', line: readLine(field.at('run')) };
  if (present === 'apply') return { kind: 'apply', text: field.at('apply').requiredText() };
  if (present === 'request') return { kind: 'request', request: readRequest(field.at('request')) };
  return { kind: 'none' };
}

/** The one of these fields that is there; of several the first, with a report. */
function chosen<Name extends string>(
  field: Field,
  names: readonly Name[],
  code: 'many-starts' | 'many-actions',
): Name | undefined {
  const present = names.filter((name) => field.at(name).value !== undefined);
  if (present.length > 1) field.refuse(code, { found: present.join(', ') });
  return present[0];
}

function readWhen(field: Field): When {
  const text = field.requiredText();
  const parsed = parseWhen(text);
  if (parsed.ok) return parsed.when;
  if (text !== '') field.refuse(parsed.code);
  return { kind: 'quiet' };
}

function readLine(field: Field): string {
  const line = field.requiredText().trim();
  if (line !== '' && !/^(?:kubectl|chaos)(?:\s|$)/.test(line)) field.refuse('not-a-command');
  return line;
}

function readRequest(field: Field): StepRequest {
  field.fields('method', 'path', 'body', 'contentType');
  const path = field.at('path');
  const method = field.at('method');
  const contentType = field.at('contentType').text();
  const body = field.at('body').value;
  const pathText = path.requiredText();
  if (pathText !== '' && !pathText.startsWith('/')) path.refuse('not-a-path');
  if (method.isAbsent) method.refuse('required-field');
  return {
    method: method.oneOf(methods) ?? 'GET',
    path: pathText,
    ...(body !== undefined && { body }),
    ...(contentType !== undefined && { contentType }),
  };
}
