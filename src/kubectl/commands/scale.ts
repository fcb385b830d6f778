// `kubectl scale`: sets the number of replicas through the subresource scale (K-36, K-117).
import type { Answer } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { foundObjects, placeOf } from '../found-objects.ts';
import type { FoundObject } from '../found-objects.ts';
import { outputFlag, outputMistake, printOutcome } from '../outcome-line.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const scale: Verb = {
  flags: {
    all: onOff(),
    'current-replicas': { type: 'number' },
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    output: outputFlag,
    replicas: { type: 'number' },
    selector: { type: 'text', short: 'l' },
  },
  notSimulated: ['kustomize', 'recursive', 'resource-version', 'template', 'timeout'],
  run: runScale,
};

function* runScale(shell: Shell, line: ParsedLine): Process<number> {
  const replicas = line.number('replicas');
  const dry = dryRunOf(line);
  const mistake = dry.ok ? (replicasMistake(replicas) ?? outputMistake('scale', line)) : dry.message;
  if (mistake !== undefined || replicas === undefined || !dry.ok) return finish(shell, [complaint(mistake ?? '')]);
  const found = yield* foundObjects(shell, 'scale', line);
  const failures = [...found.failures];
  for (const object of found.objects) {
    const failure = yield* scaled(object, replicas, line.number('current-replicas') ?? -1, dry.dryRun);
    if (failure) failures.push(failure);
    else printOutcome(shell, line, object, 'scaled', dry.dryRun);
  }
  return finish(shell, failures);
}

const mostReplicas = 2 ** 31 - 1;

function replicasMistake(replicas: number | undefined): string | undefined {
  if (replicas === undefined) return 'required flag(s) "replicas" not set';
  if (replicas < 0) return 'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0';
  if (replicas <= mostReplicas) return undefined;
  return `invalid argument "${replicas}" for "--replicas" flag: strconv.ParseInt: parsing "${replicas}": value out of range`;
}

/** The failure, if there is one. `expected`: -1 for any number. */
function* scaled(found: FoundObject, replicas: number, expected: number, dryRun: DryRun): Process<Failure | undefined> {
  const place = placeOf(found);
  if (expected >= 0) {
    const { body } = yield* request({ verb: 'get', ...place, subresource: 'scale' });
    if (isStatus(body)) return refusalOf(body);
    const present = replicasIn(body);
    if (present !== expected) return complaint(`Expected replicas to be ${expected}, was ${present}`);
  }
  if (dryRun === 'client') return undefined;
  const { body } = yield* request({
    verb: 'patch',
    ...place,
    subresource: 'scale',
    patchType: 'merge',
    body: { spec: { replicas } },
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  });
  return isStatus(body) ? refusalOf(body) : undefined;
}

const replicasIn = (body: Answer['body']): number =>
  'spec' in body && 'replicas' in body.spec ? (body.spec.replicas ?? 0) : 0;
