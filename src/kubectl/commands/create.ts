// `kubectl create`: creates the objects of files, or one made of the line's own words; what is there already is refused (K-34).
import type { Status } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { madeOfFlags } from '../made-of-flags.ts';
import type { MadeObject } from '../made-of-flags.ts';
import { readFile } from '../manifest-file.ts';
import { outputFlag, outputMistake, printOutcome } from '../outcome-line.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const create: Verb = {
  flags: {
    ...writerFlags,
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    'from-literal': { type: 'list' },
    output: outputFlag,
    'save-config': onOff(),
    type: { type: 'text' },
    validate: { type: 'text', bare: 'strict' },
  },
  notSimulated: [
    ...['append-hash', 'edit', 'from-env-file', 'from-file', 'kustomize', 'raw', 'selector', 'template'],
    'windows-line-endings',
  ],
  run: runCreate,
};

function* runCreate(shell: Shell, line: ParsedLine): Process<number> {
  const files = line.list('filename');
  const [what] = line.args;
  if (files.length === 0 && what === undefined) return finish(shell, [complaint('must specify one of -f and -k')]);
  const dry = dryRunOf(line);
  const mistake = dry.ok ? outputMistake('create', line) : dry.message;
  if (mistake !== undefined || !dry.ok) return finish(shell, [complaint(mistake ?? '')]);
  if (files.length === 0) return yield* createOne(shell, line, dry.dryRun);
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  const read = files.map((file) => readFile(shell, file, namespaces));
  const objects = read.flatMap((file) => file.objects);
  const failures: Failure[] = read.flatMap((file) => file.failures);
  if (objects.length === 0 && failures.length === 0) return finish(shell, [complaint('no objects passed to create')]);
  for (const object of objects) {
    const refusal = yield* created(shell, object, line.isOn('save-config'), dry.dryRun);
    if (refusal) failures.push(refusalOf(refusal, `error when creating "${object.source}": `));
    else printOutcome(shell, line, object, 'created', dry.dryRun);
  }
  return finish(shell, failures);
}

function* createOne(shell: Shell, line: ParsedLine, dryRun: DryRun): Process<number> {
  const made = madeOfFlags(line, shell.namespace);
  if (made === undefined) {
    const what = line.args.join(' ');
    return finish(shell, [complaint(`kubectl create ${what} is not simulated yet: write it down and use create -f`)]);
  }
  if (typeof made === 'string') return finish(shell, [complaint(made)]);
  const refusal = yield* created(shell, made, line.isOn('save-config'), dryRun);
  if (!refusal) printOutcome(shell, line, made, 'created', dryRun);
  else if (made.failing === undefined) return finish(shell, [refusalOf(refusal)]);
  else return finish(shell, [complaint(`${made.failing}${refusal.message ?? ''}`)]);
  return 0;
}

/** The server's refusal, if it refuses. */
function* created(
  shell: Shell,
  { kind, name, namespace, body }: MadeObject,
  savesConfig: boolean,
  dryRun: DryRun,
): Process<Status | undefined> {
  if (dryRun === 'client') return undefined;
  const answer = yield* request({
    verb: 'create',
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === '' ? {} : { name }),
    body: savesConfig ? withLastApplied(body) : body,
    fieldValidation: 'Strict',
    ...(dryRun ? { dryRun: true } : {}),
  });
  for (const warning of answer.warnings) shell.stderr(`Warning: ${warning}\n`);
  return isStatus(answer.body) ? answer.body : undefined;
}
