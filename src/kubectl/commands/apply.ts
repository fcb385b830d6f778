// `kubectl apply -f`: the objects of files, applied by the client, or with --server-side by the server (K-30 to K-33, K-80 to
// K-86).
import { applied } from '../apply-object.ts';
import { appliedOnServer } from '../apply-on-server.ts';
import type { ServerApplyOptions } from '../apply-on-server.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { readFile } from '../manifest-file.ts';
import { subjectOf } from '../resource.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const apply: Verb = {
  flags: {
    ...writerFlags,
    filename: { type: 'list', short: 'f' },
    'dry-run': dryRunFlag,
    'force-conflicts': onOff(),
    overwrite: onOff(),
    'server-side': onOff(),
    validate: { type: 'text', bare: 'strict' },
  },
  notSimulated: [
    'all',
    'cascade',
    'force',
    'grace-period',
    'kustomize',
    'openapi-patch',
    'output',
    'prune',
    'prune-allowlist',
    'selector',
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
  const isOnServer = line.isOn('server-side');
  const mistake = modeMistake(line, isOnServer, dryRun);
  if (mistake !== undefined) return finish(shell, [complaint(mistake)]);
  const namespaces = { namespace: shell.namespace, enforced: line.has('namespace') };
  const read = files.map((file) => readFile(shell, file, namespaces));
  const objects = read.flatMap((file) => file.objects);
  const failures: Failure[] = read.flatMap((file) => file.failures);
  if (objects.length === 0 && failures.length === 0) return finish(shell, [complaint('no objects passed to apply')]);
  for (const object of objects) {
    if (isOnServer) {
      const { warnings, failure } = yield* appliedOnServer(object, onServer(line, dryRun));
      for (const warning of warnings) shell.stderr(`${warning}\n`);
      if (failure) failures.push(failure);
      else shell.stdout(`${subjectOf(object.kind, object.name)} serverside-applied${dryRunSuffix(dryRun)}\n`);
      continue;
    }
    const result = yield* applied(object, dryRun === undefined ? {} : { dryRun });
    for (const warning of result.warnings) shell.stderr(`${warning}\n`);
    if (result.ok) shell.stdout(`${subjectOf(object.kind, object.name)} ${result.outcome}${dryRunSuffix(dryRun)}\n`);
    else failures.push(result.failure);
  }
  return finish(shell, failures);
}

const onServer = (line: ParsedLine, dryRun: DryRun): ServerApplyOptions => ({
  ...{ manager: line.text('field-manager') ?? 'kubectl', force: line.isOn('force-conflicts') },
  dryRun: dryRun === 'server',
});

function modeMistake(line: ParsedLine, isOnServer: boolean, dryRun: DryRun): string | undefined {
  if (line.isOn('force-conflicts') && !isOnServer) return '--force-conflicts only works with --server-side';
  if (dryRun !== 'client' || !isOnServer) return undefined;
  return "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)";
}
