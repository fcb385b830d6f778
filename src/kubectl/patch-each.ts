// What label, annotate, set image, patch, cordon and rollout restart have in common: read each object, send it a patch, print a
// line.
import type { Answer, PatchType } from '../engine/index.ts';
import { isStatus } from '../engine/index.ts';
import type { Process, Shell } from './command.ts';
import { request } from './command.ts';
import { dryRunOf } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import { complaint, refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { ParsedLine } from './flags.ts';
import { foundObjects, placeOf } from './found-objects.ts';
import type { FoundObject } from './found-objects.ts';
import { outputMistake, printOutcome } from './outcome-line.ts';
import { finish } from './verb.ts';

/** What is done to one object. Without a patch nothing is sent. */
export interface ObjectPatch {
  readonly outcome: string | ((answer: Answer['body']) => string);
  readonly patch?: unknown;
  readonly patchType?: PatchType;
  readonly subresource?: 'status' | 'scale';
}

/** `patchOf`: undefined passes over the object without a word. Ends with the exit code. */
export function* patchEach(
  shell: Shell,
  verb: string,
  line: ParsedLine,
  patchOf: (found: FoundObject) => ObjectPatch | Failure | undefined,
): Process<number> {
  const mistake = outputMistake(verb, line);
  if (mistake !== undefined) return finish(shell, [complaint(mistake)]);
  const dry = dryRunOf(line);
  if (!dry.ok) return finish(shell, [complaint(dry.message)]);
  const found = yield* foundObjects(shell, verb, line);
  const failures = [...found.failures];
  for (const object of found.objects) {
    const asked = patchOf(object);
    if (asked === undefined) continue;
    if ('text' in asked) failures.push(asked);
    else {
      const outcome = yield* sent(shell, object, asked, dry.dryRun);
      if (typeof outcome === 'string') printOutcome(shell, line, object, outcome, dry.dryRun);
      else failures.push(outcome);
    }
  }
  return finish(shell, failures);
}

function* sent(
  shell: Shell,
  found: FoundObject,
  { outcome, patch, patchType = 'merge', subresource }: ObjectPatch,
  dryRun: DryRun,
): Process<string | Failure> {
  if (patch === undefined || dryRun === 'client') return typeof outcome === 'string' ? outcome : outcome(found.object);
  const { body, warnings } = yield* request({
    verb: 'patch',
    ...placeOf(found),
    patchType,
    body: patch,
    ...(subresource === undefined ? {} : { subresource }),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  });
  for (const warning of warnings) shell.stderr(`Warning: ${warning}\n`);
  if (isStatus(body)) return refusalOf(body);
  return typeof outcome === 'string' ? outcome : outcome(body);
}
