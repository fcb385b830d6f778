// `kubectl wait`: in flight until each object fulfils a condition, is there, or is gone (K-52).
import type { ApiObject } from '../../engine/index.ts';
import { isStatus, kindFacts } from '../../engine/index.ts';
import { pause, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { durationMs } from '../duration.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { placeOf } from '../found-objects.ts';
import { parsePath, printedValue, valuesAt } from '../json-path.ts';
import type { PathStep } from '../json-path.ts';
import { reasonOf } from '../output-format.ts';
import { subjectOf } from '../resource.ts';
import { targetsOf } from '../targets.ts';
import type { Target } from '../targets.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const wait: Verb = {
  flags: {
    all: onOff(),
    'all-namespaces': onOff('A'),
    'field-selector': { type: 'text' },
    filename: { type: 'list', short: 'f' },
    for: { type: 'text' },
    output: { type: 'text', short: 'o' },
    selector: { type: 'text', short: 'l' },
    timeout: { type: 'text' },
  },
  notSimulated: ['allow-missing-template-keys', 'local', 'recursive', 'show-managed-fields', 'template'],
  run: runWait,
};

type Wanted =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string }
  | { readonly kind: 'jsonpath'; readonly path: readonly PathStep[]; readonly value?: string };

function* runWait(shell: Shell, line: ParsedLine): Process<number> {
  const wanted = wantedBy(line.text('for'));
  if ('text' in wanted) return finish(shell, [wanted]);
  const timeoutMs = durationMs(line.text('timeout') ?? '30s');
  if (timeoutMs === undefined) {
    const text = `invalid argument "${line.text('timeout')}" for "--timeout" flag: time: invalid duration`;
    return finish(shell, [complaint(text)]);
  }
  const { targets, failures } = yield* targetsOf(shell, 'wait', line);
  if (failures.length > 0) return finish(shell, failures);
  if (targets.length === 0) {
    return wanted.kind === 'delete' ? 0 : finish(shell, [complaint('no matching resources found')]);
  }
  // Below zero kubectl waits a week.
  const untilMs = shell.nowMs() + (timeoutMs < 0 ? 7 * 86_400_000 : timeoutMs);
  const unmet: Failure[] = [];
  for (const target of targets) {
    const failure = yield* waited(shell, target, wanted, untilMs);
    if (failure === 'gone') continue;
    if (failure) unmet.push(failure);
    else if (line.text('output') === 'name') shell.stdout(`${subjectOf(target.kind, target.name)}\n`);
    else shell.stdout(`${subjectOf(target.kind, target.name)} condition met\n`);
  }
  return finish(shell, unmet);
}

function wantedBy(text: string | undefined): Wanted | Failure {
  if (text === undefined) return complaint('unrecognized condition: []');
  const lower = text.toLowerCase();
  if (lower === 'delete' || lower === 'create') return { kind: lower };
  if (lower.startsWith('condition=')) {
    const [type = '', status = 'true'] = text.slice('condition='.length).split('=');
    return { kind: 'condition', type, status };
  }
  if (lower.startsWith('jsonpath=')) return pathWanted(text.slice('jsonpath='.length));
  return complaint(`unrecognized condition: "${text}"`);
}

function pathWanted(text: string): Wanted | Failure {
  const [, path, value] = /^'?(\{.*?\})'?(?:=(.*))?$/s.exec(text) ?? [];
  if (path === undefined)
    return complaint(
      `jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'`,
    );
  try {
    return { kind: 'jsonpath', path: parsePath(path), ...(value === undefined ? {} : { value }) };
  } catch (error) {
    return complaint(`error parsing jsonpath ${path}, ${reasonOf(error)}`);
  }
}

/** Undefined once it is as wanted; `gone`: there was nothing to be deleted. */
function* waited(shell: Shell, target: Target, wanted: Wanted, untilMs: number): Process<Failure | 'gone' | undefined> {
  let first: ApiObject | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const { body } = yield* request({ verb: 'get', ...placeOf(target) });
    const object = isStatus(body) ? undefined : (body as ApiObject);
    if (isFirst) first = object;
    if (wanted.kind === 'delete') {
      if (isFirst && !object) return 'gone';
      if (object?.metadata.uid !== first?.metadata.uid) return undefined;
    } else if (wanted.kind === 'create') {
      if (object) return undefined;
    } else {
      if (isStatus(body)) return refusalOf(body);
      if (object && isAsWanted(object, wanted)) return undefined;
    }
    if (shell.nowMs() >= untilMs) {
      return complaint(`timed out waiting for the condition on ${kindFacts[target.kind].plural}/${target.name}`);
    }
    yield* pause(untilMs);
  }
}

function isAsWanted(object: ApiObject, wanted: Exclude<Wanted, { kind: 'create' | 'delete' }>): boolean {
  if (wanted.kind === 'jsonpath') {
    const values = valuesAt(wanted.path, object);
    return wanted.value === undefined
      ? values.length > 0
      : values.length === 1 && printedValue(values[0]) === wanted.value;
  }
  const { status } = object as { readonly status?: { readonly conditions?: readonly Condition[] } };
  const found = status?.conditions?.find(({ type }) => type.toLowerCase() === wanted.type.toLowerCase());
  return found?.status.toLowerCase() === wanted.status.toLowerCase();
}

interface Condition {
  readonly type: string;
  readonly status: string;
}
