// `kubectl replace -f`: puts whole objects in the place of others; with --force it deletes them first and makes them anew (K-34,
// K-66).
import type { Answer, DeleteOptions } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { pause, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { readFile } from '../manifest-file.ts';
import type { FileObject } from '../manifest-file.ts';
import { outputFlag, outputMistake, printOutcome } from '../outcome-line.ts';
import { singularOf } from '../resource.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const replace: Verb = {
  flags: {
    ...writerFlags,
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    force: onOff(),
    'grace-period': { type: 'number' },
    output: outputFlag,
    'save-config': onOff(),
    validate: { type: 'text', bare: 'strict' },
  },
  notSimulated: ['cascade', 'kustomize', 'raw', 'subresource', 'template', 'timeout', 'wait'],
  run: runReplace,
};

function* runReplace(shell: Shell, line: ParsedLine): Process<number> {
  const files = line.list('filename');
  if (files.length === 0) return finish(shell, [complaint('must specify --filename to replace')]);
  const dry = dryRunOf(line);
  const mistake = dry.ok ? outputMistake('replace', line) : dry.message;
  if (mistake !== undefined || !dry.ok) return finish(shell, [complaint(mistake ?? '')]);
  if (line.isOn('force') && dry.dryRun)
    return finish(shell, [complaint('--dry-run can not be used when --force is set')]);
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  const read = files.map((file) => readFile(shell, file, namespaces));
  const objects = read.flatMap((file) => file.objects);
  const failures: Failure[] = read.flatMap((file) => file.failures);
  if (objects.length === 0 && failures.length === 0) return finish(shell, [complaint('no objects passed to replace')]);
  if (line.isOn('force')) for (const object of objects) failures.push(...(yield* removed(shell, line, object)));
  if (failures.length > 0) return finish(shell, failures);
  for (const object of objects) {
    const { body } = yield* written(line, object, dry.dryRun);
    if (isStatus(body)) failures.push(refusalOf(body, `error when replacing "${object.source}": `));
    else printOutcome(shell, line, object, 'replaced', dry.dryRun);
  }
  return finish(shell, failures);
}

const placeOf = ({ kind, namespace }: FileObject): Pick<FileObject, 'kind'> & { namespace?: string } =>
  namespace === undefined ? { kind } : { kind, namespace };

function* written(line: ParsedLine, object: FileObject, dryRun: DryRun): Process<Answer> {
  const body = line.isOn('save-config') ? withLastApplied(object.body) : object.body;
  const place = placeOf(object);
  const { name } = object;
  // A client's dry run only looks whether it is there.
  if (dryRun === 'client') return yield* request({ verb: 'get', ...place, name });
  const rest = { body, fieldValidation: 'Strict', ...(dryRun ? { dryRun: true } : {}) } as const;
  return line.isOn('force')
    ? yield* request({ verb: 'create', ...place, ...rest })
    : yield* request({ verb: 'update', ...place, name, ...rest });
}

/** Deletes an object and waits until it is gone; one that is not there is no mistake. */
function* removed(shell: Shell, line: ParsedLine, object: FileObject): Process<readonly Failure[]> {
  const place = placeOf(object);
  const { kind, name, namespace } = object;
  const found = yield* request({ verb: 'get', ...place, name });
  if (found.code === 404) return [];
  const seconds = line.number('grace-period');
  const options: DeleteOptions = {
    propagationPolicy: 'Background',
    ...(seconds === undefined ? {} : { gracePeriodSeconds: seconds }),
  };
  const { body } = yield* request({ verb: 'delete', ...place, name, options });
  if (isStatus(body) && body.status === 'Failure') return [refusalOf(body)];
  const where = namespace === undefined ? '' : ` from ${namespace} namespace`;
  shell.stdout(`${singularOf(kind)} "${name}" deleted${where}\n`);
  while ((yield* request({ verb: 'get', ...place, name })).code !== 404) yield* pause();
  return [];
}
