// `kubectl rollout` of Deployments: history and undo over their ReplicaSets (K-42, K-43, DEP-21). Apart from the verb, because of
// StatefulSets the revisions are objects of another kind.
import type { Deployment, Json } from '../engine/index.ts';
import { isStatus } from '../engine/index.ts';
import { request } from './command.ts';
import type { Process, Shell } from './command.ts';
import { annotationsBack, replicaSetsOf, revisionOf, templateOf } from './deployment-revisions.ts';
import { dryRunOf } from './dry-run.ts';
import { complaint, refusalOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { ParsedLine } from './flags.ts';
import { placeOf } from './found-objects.ts';
import type { FoundObject } from './found-objects.ts';
import { goJson } from './go-json.ts';
import { outputMistake, printOutcome } from './outcome-line.ts';
import { podTemplateText } from './pod-template-text.ts';
import { subjectOf } from './resource.ts';

/** K-42 */
export function* deploymentHistory(
  shell: Shell,
  line: ParsedLine,
  { kind, name }: FoundObject,
  deployment: Deployment,
): Process<Failure | undefined> {
  const wanted = line.number('revision') ?? 0;
  if (wanted < 0) return complaint(`revision must be a positive integer: ${wanted}`);
  const sets = yield* replicaSetsOf(deployment);
  if (wanted > 0) {
    const found = sets.find((set) => revisionOf(set) === wanted);
    if (!found) return complaint('unable to find the specified revision');
    const template = podTemplateText(asJson(found.spec.template));
    shell.stdout(`${subjectOf(kind, name)} with revision #${wanted}\n${template}\n`);
    return undefined;
  }
  const rows = sets.map((set) => {
    const cause = set.metadata.annotations?.['kubernetes.io/change-cause'] ?? '<none>';
    return `${String(revisionOf(set)).padEnd(8)}  ${cause}`;
  });
  const table = sets.length === 0 ? 'No rollout history found.' : ['REVISION  CHANGE-CAUSE', ...rows, ''].join('\n');
  shell.stdout(`${subjectOf(kind, name)} \n${table}\n`);
  return undefined;
}

/** A template is plain JSON: its type only says more. */
const asJson = (template: Deployment['spec']['template']): Json => template as unknown as Json;

/** K-43, DEP-21 */
export function* deploymentUndo(
  shell: Shell,
  line: ParsedLine,
  found: FoundObject,
  deployment: Deployment,
): Process<Failure | undefined> {
  const dry = dryRunOf(line);
  const mistake = dry.ok ? outputMistake('rollout undo', line) : dry.message;
  if (mistake !== undefined || !dry.ok) return complaint(mistake ?? '');
  const wanted = line.number('to-revision') ?? 0;
  const sets = yield* replicaSetsOf(deployment);
  const target = wanted === 0 ? sets.at(-2) : sets.find((set) => revisionOf(set) === wanted);
  if (!target && wanted === 0) return complaint(`no rollout history found for deployment "${found.name}"`);
  if (!target) return complaint(`unable to find specified revision ${wanted} in history`);
  if (deployment.spec.paused === true) {
    const hint = "resume it first with 'kubectl rollout resume' and try again";
    return complaint(`you cannot rollback a paused deployment; ${hint}`);
  }
  const template = templateOf(target);
  if (goJson(asJson(template)) === goJson(asJson(deployment.spec.template))) {
    const outcome = `skipped rollback (current template already matches revision ${wanted})`;
    printOutcome(shell, line, found, outcome, dry.dryRun);
    return undefined;
  }
  if (dry.dryRun !== 'client') {
    const body = [
      { op: 'replace', path: '/spec/template', value: template },
      { op: 'replace', path: '/metadata/annotations', value: annotationsBack(deployment, target) },
    ];
    const dryRun = dry.dryRun ? { dryRun: true } : {};
    const answer = yield* request({ verb: 'patch', ...placeOf(found), patchType: 'json', body, ...dryRun });
    if (isStatus(answer.body)) {
      const why = refusalOf(answer.body).text.replace(/^Error from server[^:]*: /, '');
      return complaint(`failed restoring revision ${wanted}: ${why}`);
    }
  }
  printOutcome(shell, line, found, 'rolled back', dry.dryRun);
  return undefined;
}
