// `kubectl label` and `kubectl annotate`: put, replace and take away (K-38, K-122). One file, for they differ in words only.
import type { StringMap } from '../../engine/index.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { FlagTable, ParsedLine } from '../flags.ts';
import type { FoundObject } from '../found-objects.ts';
import { outputFlag } from '../outcome-line.ts';
import { resourcesAndPairs } from '../pairs.ts';
import { patchEach } from '../patch-each.ts';
import type { ObjectPatch } from '../patch-each.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

const flags: FlagTable = {
  ...writerFlags,
  all: onOff(),
  'all-namespaces': onOff('A'),
  'dry-run': dryRunFlag,
  'field-selector': { type: 'text' },
  filename: { type: 'list', short: 'f' },
  output: outputFlag,
  overwrite: onOff(),
  selector: { type: 'text', short: 'l' },
};

const notSimulated = ['kustomize', 'list', 'local', 'resource-version', 'template'];

type What = 'label' | 'annotation';

export const label: Verb = { flags, notSimulated, run: (shell, line) => runLabel(shell, line, 'label') };
export const annotate: Verb = { flags, notSimulated, run: (shell, line) => runLabel(shell, line, 'annotation') };

interface Asked {
  readonly what: What;
  readonly put: StringMap;
  readonly taken: readonly string[];
  readonly overwrite: boolean;
}

function* runLabel(shell: Shell, line: ParsedLine, what: What): Process<number> {
  const args = resourcesAndPairs(line.args, what);
  if (!args.ok) return finish(shell, [complaint(args.message)]);
  if (args.pairs.length === 0) return finish(shell, [complaint(`at least one ${what} update is required`)]);
  const asked = askedFor(args.pairs, what, line.isOn('overwrite'));
  if ('text' in asked) return finish(shell, [asked]);
  const verb = what === 'label' ? 'label' : 'annotate';
  return yield* patchEach(shell, verb, { ...line, args: args.resources }, (found) => patchOf(shell, found, asked));
}

function askedFor(pairs: readonly string[], what: What, overwrite: boolean): Asked | Failure {
  const put: [string, string][] = [];
  const taken: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 0) taken.push(pair.slice(0, -1));
    else put.push([pair.slice(0, equals), pair.slice(equals + 1)]);
  }
  const both = put.some(([key]) => taken.includes(key));
  if (both)
    return complaint(
      `can not both modify and remove ${what === 'label' ? 'a label' : 'an annotation'} in the same command`,
    );
  const bad = what === 'label' ? put.find(([, value]) => !isLabelValue(value)) : undefined;
  if (bad) return complaint(`invalid label value: ${JSON.stringify(bad.join('='))}: ${labelValueRule}`);
  return { what, put: Object.fromEntries(put), taken, overwrite };
}

const isLabelValue = (value: string): boolean =>
  value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);

const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function patchOf(shell: Shell, { object: { metadata } }: FoundObject, asked: Asked): ObjectPatch | Failure {
  const { what, put, taken, overwrite } = asked;
  const field = what === 'label' ? 'labels' : 'annotations';
  const present = metadata[field] ?? {};
  const kept = overwrite ? undefined : overwritten(asked, present);
  if (kept !== undefined) return complaint(kept);
  const changed = Object.entries(put).filter(([key, value]) => present[key] !== value);
  const gone = taken.filter((key) => Object.hasOwn(present, key));
  if (what === 'label') {
    for (const key of taken.filter((name) => !gone.includes(name)))
      shell.stdout(`label ${JSON.stringify(key)} not found.\n`);
  }
  const outcome = what === 'annotation' ? 'annotated' : labelOutcome(changed.length, gone.length);
  if (changed.length + gone.length === 0) return { outcome };
  return { outcome, patch: { metadata: { [field]: { ...Object.fromEntries(changed), ...nulls(gone) } } } };
}

const nulls = (keys: readonly string[]): { readonly [key: string]: null } =>
  Object.fromEntries(keys.map((key) => [key, null]));

/** What stands there already and may not be replaced. */
function overwritten({ what, put }: Asked, present: StringMap): string | undefined {
  const found = Object.entries(put).filter(
    ([key, value]) => present[key] !== undefined && (what === 'annotation' || present[key] !== value),
  );
  if (found.length === 0) return undefined;
  const list = found.map(([key]) => `'${key}' already has a value (${present[key]})`);
  return what === 'label'
    ? `${list[0]}, and --overwrite is false`
    : `--overwrite is false but found the following declared annotation(s): ${list.join('; ')}`;
}

function labelOutcome(changed: number, gone: number): string {
  if (changed > 0) return gone > 0 ? 'modified' : 'labeled';
  return gone > 0 ? 'unlabeled' : 'not labeled';
}
