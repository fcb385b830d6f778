// `kubectl taint`: puts taints on Nodes and takes them off (K-46, K-122).
import type { Taint } from '../../engine/index.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { outputFlag } from '../outcome-line.ts';
import { patchEach } from '../patch-each.ts';
import type { ObjectPatch } from '../patch-each.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const taint: Verb = {
  flags: {
    ...writerFlags,
    all: onOff(),
    'dry-run': dryRunFlag,
    output: outputFlag,
    overwrite: onOff(),
    selector: { type: 'text', short: 'l' },
    validate: { type: 'text', bare: 'strict' },
  },
  notSimulated: ['allow-missing-template-keys', 'show-managed-fields', 'template'],
  run: runTaint,
};

interface Asked {
  readonly added: readonly Taint[];
  /** Without an effect: those with any. */
  readonly removed: readonly { readonly key: string; readonly effect?: string }[];
}

function* runTaint(shell: Shell, line: ParsedLine): Process<number> {
  const [type = '', ...words] = line.args;
  const isSpec = (word: string): boolean => /[:=]|-$/.test(word);
  const names = words.filter((word) => !isSpec(word));
  const specs = words.filter(isSpec);
  if (!/^nodes?(\/|$)|^no(\/|$)/.test(type))
    return finish(shell, [complaint(`invalid resource type ${type}, only node types are supported`)]);
  if (specs.length === 0) return finish(shell, [complaint('at least one taint update is required')]);
  const asked = parsed(specs);
  if ('text' in asked) return finish(shell, [asked]);
  const args = type.includes('/') ? [type, ...names] : names.length > 0 ? [type, ...names] : ['node'];
  return yield* patchEach(shell, 'taint', { ...line, args }, ({ object, name }) =>
    object.kind === 'Node' ? patchOf(name, object.spec.taints ?? [], asked, line.isOn('overwrite')) : undefined,
  );
}

const effects: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const keyRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

function parsed(specs: readonly string[]): Asked | Failure {
  const added: Taint[] = [];
  const removed: { key: string; effect?: string }[] = [];
  for (const spec of specs) {
    const isRemoval = spec.endsWith('-');
    const text = isRemoval ? spec.slice(0, -1) : spec;
    const [pair = '', effect, ...more] = text.split(':');
    const [key = '', value, ...rest] = effect === undefined ? [pair] : pair.split('=');
    if (more.length > 0 || rest.length > 0) return wrong(`invalid taint spec: ${spec}`);
    if (effect !== undefined && effect !== '' && !effects.includes(effect)) {
      return wrong(`invalid taint effect: ${effect}, unsupported taint effect`);
    }
    if (!isKey(key)) return wrong(`invalid taint spec: ${spec}, ${keyRule}`);
    if (isRemoval) removed.push(effect ? { key, effect } : { key });
    else if (!effect) return wrong(`invalid taint spec: ${spec}`);
    else added.push({ key, ...(value ? { value } : {}), effect: effect as Taint['effect'] });
  }
  return { added, removed };
}

const wrong = (text: string): Failure => complaint(`${text}\nSee 'kubectl taint -h' for help and examples`);

/** A name, with or without a domain before it. */
const isKey = (key: string): boolean =>
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?([A-Za-z0-9][-\w.]*)?[A-Za-z0-9]$/.test(key);

function patchOf(
  node: string,
  old: readonly Taint[],
  { added, removed }: Asked,
  overwrite: boolean,
): ObjectPatch | Failure {
  const standing = added.filter((one) => old.some((it) => isSame(it, one)));
  if (standing.length > 0 && !overwrite) {
    const keys = standing.map(({ key }) => key).join(',');
    return complaint(`node ${node} already has ${keys} taint(s) with same effect(s) and --overwrite is false`);
  }
  const missing = removed.find((one) => !old.some((it) => isMeant(it, one)));
  if (missing) return complaint(`taint "${missing.key}${missing.effect ? `:${missing.effect}` : ''}" not found`);
  const kept = old.filter((it) => !added.some((one) => isSame(it, one)) && !removed.some((one) => isMeant(it, one)));
  const taints = [...added, ...kept];
  const both = added.length > 0 && removed.length > 0;
  const outcome = both || overwrite ? 'modified' : added.length > 0 ? 'tainted' : 'untainted';
  return { outcome, patch: { spec: { taints: taints.length > 0 ? taints : null } }, patchType: 'merge' };
}

const isSame = (one: Taint, other: Taint): boolean => one.key === other.key && one.effect === other.effect;

const isMeant = (one: Taint, { key, effect }: { readonly key: string; readonly effect?: string }): boolean =>
  one.key === key && (effect === undefined || one.effect === effect);
