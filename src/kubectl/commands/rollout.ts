// `kubectl rollout`: status (in flight until the roll-out is done), restart, undo and history of a StatefulSet
// or a Deployment, and the pause of the latter (K-41 to K-44).
import type { ControllerRevision, Deployment, Kind, StatefulSet } from '../../engine/index.ts';
import { isApiChange, isStatus, kindFacts } from '../../engine/index.ts';
import { pause, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { deploymentHistory, deploymentUndo } from '../deployment-rollout.ts';
import { revisionOf } from '../deployment-revisions.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { durationMs } from '../duration.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import { unknownPart } from '../real-verbs.ts';
import type { ParsedLine } from '../flags.ts';
import { foundObjects, placeOf } from '../found-objects.ts';
import type { FoundObject } from '../found-objects.ts';
import { lastAppliedKey } from '../last-applied.ts';
import { outputFlag, outputMistake, printOutcome } from '../outcome-line.ts';
import { patchEach } from '../patch-each.ts';
import { goJson } from '../go-json.ts';
import { podTemplateText } from '../pod-template-text.ts';
import { subjectOf } from '../resource.ts';
import { revisionsOf, templateIn } from '../revisions.ts';
import { rolloutStatus } from '../rollout-status.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const rollout: Verb = {
  flags: {
    ...writerFlags,
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    output: outputFlag,
    revision: { type: 'number' },
    selector: { type: 'text', short: 'l' },
    timeout: { type: 'text' },
    'to-revision': { type: 'number' },
    watch: onOff('w'),
  },
  notSimulated: ['kustomize', 'template'],
  run: runRollout,
};

type Part = (shell: Shell, line: ParsedLine) => Process<number>;

const parts: { readonly [name: string]: Part } = {
  history: (shell, line) =>
    withSets(shell, line, 'history viewer', { StatefulSet: history, Deployment: deploymentHistory }),
  pause: (shell, line) => pausing(shell, line, true),
  restart,
  resume: (shell, line) => pausing(shell, line, false),
  status: (shell, line) => withSets(shell, line, 'status viewer', { StatefulSet: status, Deployment: status }),
  undo: (shell, line) => withSets(shell, line, 'rollbacker', { StatefulSet: undo, Deployment: warnedUndo }),
};

function* runRollout(shell: Shell, line: ParsedLine): Process<number> {
  const [name = '', ...args] = line.args;
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!part) {
    return finish(shell, [complaint(unknownPart('rollout', name, Object.keys(parts)))]);
  }
  if (args.length === 0 && !line.has('filename')) return finish(shell, [complaint('required resource not specified')]);
  return yield* part(shell, { ...line, args });
}

/** What a part does with one object of a kind; gives the failure, if there is one. */
type Doing<T> = (shell: Shell, line: ParsedLine, found: FoundObject, set: T) => Process<Failure | undefined>;

interface Doings {
  readonly StatefulSet: Doing<StatefulSet>;
  readonly Deployment: Doing<Deployment>;
}

function* withSets(shell: Shell, line: ParsedLine, what: string, doings: Doings): Process<number> {
  const found = yield* foundObjects(shell, 'rollout', line);
  const failures = [...found.failures];
  for (const one of found.objects) {
    const { object, kind } = one;
    const failure =
      object.kind === 'StatefulSet'
        ? yield* doings.StatefulSet(shell, line, one, object)
        : object.kind === 'Deployment'
          ? yield* doings.Deployment(shell, line, one, object)
          : complaint(`no ${what} has been implemented for ${JSON.stringify(groupKind(kind))}`);
    if (failure) failures.push(failure);
  }
  return finish(shell, failures);
}

const groupKind = (kind: Kind): string => (kindFacts[kind].group ? `${kind}.${kindFacts[kind].group}` : kind);

/** K-70 to K-76: a line now and at each change of the set, until it is done. */
function* status(
  shell: Shell,
  line: ParsedLine,
  found: FoundObject,
  set: StatefulSet | Deployment,
): Process<Failure | undefined> {
  const timeoutMs = durationMs(line.text('timeout') ?? '0');
  if (timeoutMs === undefined) {
    return complaint(`invalid argument "${line.text('timeout')}" for "--timeout" flag: time: invalid duration`);
  }
  const untilMs = timeoutMs > 0 ? shell.nowMs() + timeoutMs : undefined;
  // Of StatefulSets kubectl does not look at it.
  const revision = line.number('revision') ?? 0;
  if (revision < 0) return complaint(`revision must be a positive integer: ${revision}`);
  if (set.kind === 'Deployment' && revision > 0 && revision !== revisionOf(set))
    return complaint(`desired revision (${revision}) is different from the running revision (${revisionOf(set)})`);
  const key = `${set.metadata.namespace}/${set.metadata.name}`;
  let states: readonly (StatefulSet | Deployment | undefined)[] = [set];
  for (;;) {
    for (const state of states) {
      if (!state || state.metadata.uid !== set.metadata.uid) return complaint('object has been deleted');
      const now = rolloutStatus(state);
      if (now.kind === 'refused') return complaint(now.text);
      shell.stdout(`${now.text}\n`);
      if (now.kind === 'done' || !line.isOn('watch', true)) return undefined;
    }
    if (untilMs !== undefined && shell.nowMs() >= untilMs) return complaint('timed out waiting for the condition');
    const { changes } = yield* pause(untilMs);
    states = changes.flatMap((change) =>
      isApiChange(change) &&
      change.kind === found.kind &&
      change.key === key &&
      (change.kind === 'StatefulSet' || change.kind === 'Deployment')
        ? [change.after]
        : [],
    );
  }
}

function* restart(shell: Shell, line: ParsedLine): Process<number> {
  const seconds = Math.floor((shell.startTimeMs + shell.nowMs()) / 1000);
  const at = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  return yield* patchEach(shell, 'rollout restart', line, ({ object }) => {
    const { name } = object.metadata;
    if (object.kind !== 'StatefulSet' && object.kind !== 'Deployment') {
      return complaint(`${resourceOf(object.kind)} ${JSON.stringify(name)} restarting is not supported`);
    }
    if (object.kind === 'Deployment' && object.spec.paused === true) {
      const why = "can't restart paused deployment (run rollout resume first)";
      return complaint(`${resourceOf(object.kind)} ${JSON.stringify(name)} ${why}`);
    }
    if (object.spec.template.metadata?.annotations?.[restartedAt] === at) {
      const hint = 'please wait before attempting to trigger another';
      return complaint(`if restart has already been triggered within the past second, ${hint}`);
    }
    const template = { metadata: { annotations: { [restartedAt]: at } } };
    return { outcome: 'restarted', patch: { spec: { template } }, patchType: 'strategic' };
  });
}

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

const resourceOf = (kind: Kind): string =>
  kindFacts[kind].group ? `${kindFacts[kind].plural}.${kindFacts[kind].group}` : kindFacts[kind].plural;

/** A Deployment only. */
function* pausing(shell: Shell, line: ParsedLine, paused: boolean): Process<number> {
  return yield* patchEach(shell, paused ? 'rollout pause' : 'rollout resume', line, ({ kind, name, object }) => {
    const subject = `${resourceOf(kind)} ${JSON.stringify(name)}`;
    if (object.kind !== 'Deployment')
      return complaint(`${subject} ${paused ? 'pausing' : 'resuming'} is not supported`);
    if ((object.spec.paused === true) === paused)
      return complaint(`${subject} is ${paused ? 'already paused' : 'not paused'}`);
    const patch = { spec: { paused: paused ? true : null } };
    return { outcome: paused ? 'paused' : 'resumed', patch, patchType: 'strategic' };
  });
}

/** K-43 */
function* undo(shell: Shell, line: ParsedLine, found: FoundObject, set: StatefulSet): Process<Failure | undefined> {
  const dry = dryRunOf(line);
  const mistake = dry.ok ? outputMistake('rollout undo', line) : dry.message;
  if (mistake !== undefined || !dry.ok) return complaint(mistake ?? '');
  const wanted = line.number('to-revision') ?? 0;
  if (wanted < 0) return complaint('--to-revision must not be negative');
  const revisions = yield* revisionsOf(set);
  if (set.metadata.annotations?.[lastAppliedKey] !== undefined) shell.stderr(`${managedByApply(found)}\n`);
  if (wanted === 0 && revisions.length <= 1) return complaint('no last revision to roll back to');
  const target = wanted === 0 ? revisions.at(-2) : revisions.find(({ revision }) => revision === wanted);
  if (!target) return complaint(`unable to find specified revision ${wanted} in history`);
  if (goJson(templateIn(target)) === goJson(set.spec.template)) {
    const outcome = `skipped rollback (current template already matches revision ${wanted})`;
    printOutcome(shell, line, found, outcome, dry.dryRun);
    return undefined;
  }
  if (dry.dryRun !== 'client') {
    const { body } = yield* request({
      verb: 'patch',
      ...placeOf(found),
      patchType: 'strategic',
      body: target.data,
      ...(dry.dryRun ? { dryRun: true } : {}),
    });
    if (isStatus(body)) {
      return complaint(
        `failed restoring revision ${wanted}: ${refusalOf(body).text.replace(/^Error from server[^:]*: /, '')}`,
      );
    }
  }
  printOutcome(shell, line, found, 'rolled back', dry.dryRun);
  return undefined;
}

function* warnedUndo(
  shell: Shell,
  line: ParsedLine,
  found: FoundObject,
  deployment: Deployment,
): Process<Failure | undefined> {
  if ((line.number('to-revision') ?? 0) < 0) return complaint('--to-revision must not be negative');
  if (deployment.metadata.annotations?.[lastAppliedKey] !== undefined) shell.stderr(`${managedByApply(found)}\n`);
  return yield* deploymentUndo(shell, line, found, deployment);
}

const managedByApply = ({ kind, name }: FoundObject): string =>
  `Warning: resource ${kindFacts[kind].plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastAppliedKey} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`;

/** K-42 */
function* history(
  shell: Shell,
  line: ParsedLine,
  { kind, name }: FoundObject,
  set: StatefulSet,
): Process<Failure | undefined> {
  const wanted = line.number('revision') ?? 0;
  if (wanted < 0) return complaint(`revision must be a positive integer: ${wanted}`);
  const revisions = yield* revisionsOf(set);
  if (wanted > 0) {
    const template = revisions.filter(({ revision }) => revision === wanted).map(templateIn)[0];
    if (template === undefined) return complaint('unable to find the specified revision');
    shell.stdout(`${subjectOf(kind, name)} with revision #${wanted}\n${podTemplateText(template)}\n`);
    return undefined;
  }
  const rows = revisions.map((revision) => `${String(revision.revision).padEnd(8)}  ${changeCause(revision)}`);
  const table =
    revisions.length === 0 ? 'No rollout history found.' : ['REVISION  CHANGE-CAUSE', ...rows, ''].join('\n');
  shell.stdout(`${subjectOf(kind, name)} \n${table}\n`);
  return undefined;
}

const changeCause = ({ metadata }: ControllerRevision): string =>
  metadata.annotations?.['kubernetes.io/change-cause'] ?? '<none>';
