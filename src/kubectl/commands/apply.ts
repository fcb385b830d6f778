// `kubectl apply -f`: client-side apply of the objects of files (K-30 to K-32, K-80 to K-86).
import { applied } from '../apply-object.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { readFile } from '../manifest-file.ts';
import { subjectOf } from '../resource.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const apply: Verb = {
  flags: {
    filename: { type: 'list', short: 'f' },
    'dry-run': dryRunFlag,
    overwrite: onOff(),
    validate: { type: 'text', bare: 'strict' },
  },
  notSimulated: [
    'all',
    'cascade',
    'field-manager',
    'force',
    'force-conflicts',
    'grace-period',
    'kustomize',
    'openapi-patch',
    'output',
    'prune',
    'prune-allowlist',
    'recursive',
    'selector',
    'server-side',
    'show-managed-fields',
    'subresource',
    'template',
    'timeout',
    'wait',
  ],
  run: runApply,
};

function* runApply(shell: Shell, line: ParsedLine): Process<number> {
  const files = line.list('filename');
  if (files.length === 0) return finish(shell, [complaint('must specify one of -f and -k')]);
  const dry = dryRunOf(line);
  if (!dry.ok) return finish(shell, [complaint(dry.message)]);
  const { dryRun } = dry;
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  const read = files.map((file) => readFile(shell, file, namespaces));
  const objects = read.flatMap((file) => file.objects);
  const failures: Failure[] = read.flatMap((file) => file.failures);
  if (objects.length === 0 && failures.length === 0) return finish(shell, [complaint('no objects passed to apply')]);
  for (const object of objects) {
    const result = yield* applied(object, dryRun === undefined ? {} : { dryRun });
    for (const warning of result.warnings) shell.stderr(`${warning}\n`);
    if (result.ok) shell.stdout(`${subjectOf(object.kind, object.name)} ${result.outcome}${dryRunSuffix(dryRun)}\n`);
    else failures.push(result.failure);
  }
  return finish(shell, failures);
}
