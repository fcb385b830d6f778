// The garbage collector: dependents go when their owners have gone, and the finalizers of foreground and orphan deletion are
// worked off (1.5). It reads owner references only, whatever the kind.
import type { Change } from '../api/change.ts';
import { isApiChange } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client, ReconcileError, Result } from '../component.ts';
import type { ApiObject } from '../kinds/kinds.ts';
import { isKind, keyOf, kinds } from '../kinds/kinds.ts';
import type { OwnerReference } from '../kinds/meta.ts';
import type { Reason } from '../reason.ts';
import { timings } from '../timings.ts';
import { inHashOrder } from './hash-order.ts';

const component = 'garbage-collector-controller';

/**
 * Keys: `gone|uid` of a vanished owner, `owner|Kind|key` of one being deleted, `freed|Kind|key` of one that lost a dependent to the
 * collector itself, `item|Kind|key` of a dependent to be looked at.
 */
export function createGarbageCollector(): ApiComponent {
  return {
    name: component,
    sees: 'api',
    watches: kinds.filter((kind) => kind !== 'Event'),
    wakeDelayMs: timings.wakeMs.garbageCollector,
    wakes,
    reconcile(key, client, nowMs) {
      const [what = '', kindOrUid = '', rest = ''] = key.split('|');
      if (what === 'gone') return collectAll(key, kindOrUid, client, nowMs);
      const object = isKind(kindOrUid) ? client.view.get(kindOrUid, rest) : undefined;
      if (!object) client.remember(key, undefined);
      if (!object) return undefined;
      if (what === 'item') return collect(object, client);
      return workOff(key, object, client, nowMs);
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (!isApiChange(change)) return [];
  const { before, after, kind, key } = change;
  if (after) {
    if (isHeldByPolicy(after) && !(before && isHeldByPolicy(before))) return [`owner|${kind}|${key}`];
    const isNew = before === undefined && after.metadata.ownerReferences?.some((owner) => !view.byUid(owner.uid));
    return isNew ? [`item|${kind}|${key}`] : [];
  }
  if (!before) return [];
  const waiting = (before.metadata.ownerReferences ?? []).flatMap((reference) => {
    const owner = view.byUid(reference.uid);
    const what = change.actor === component ? 'freed' : 'owner';
    return owner && isHeldByPolicy(owner) ? [`${what}|${owner.kind}|${keyOf(owner)}`] : [];
  });
  return view.owned(before.metadata.uid).length > 0 ? [`gone|${before.metadata.uid}`, ...waiting] : waiting;
}

const isHeldByPolicy = ({ metadata }: ApiObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  (hasFinalizer(metadata.finalizers, 'orphan') || hasFinalizer(metadata.finalizers, 'foregroundDeletion'));

const hasFinalizer = (finalizers: readonly string[] | undefined, name: string): boolean =>
  finalizers?.includes(name) === true;

/** A round over dependents: first they are read, then one is looked at after the other. */
interface Round {
  /** Absent while they are being read. */
  readonly uids?: readonly string[];
  readonly next: number;
  readonly nextAtMs: number;
}

/** What a round goes over, what it does to each, how long it reads before, and pauses after every few of them. */
interface Plan {
  readonly dependents: () => readonly ApiObject[];
  readonly act: (item: ApiObject) => ReconcileError | undefined;
  readonly readMs: number;
  readonly pauseMs: number;
}

/** One dependent comes after the other: others see the first go before the last. */
function oneByOne(key: string, plan: Plan, client: Client, nowMs: number): ReconcileError | undefined {
  const { requestMs, requestsAtOnce } = timings.garbageCollector;
  // `true` is left of an orphaning that was given up for a deletion in the foreground.
  const known = client.recall<Round | true>(key);
  const round = known === true ? undefined : known;
  const goOn = (next: Round): undefined => {
    client.remember<Round>(key, next);
    client.requeue(next.nextAtMs - nowMs);
  };
  if (!round) return goOn({ next: 0, nextAtMs: nowMs + plan.readMs });
  if (round.nextAtMs > nowMs) return goOn(round);
  const uids = round.uids ?? plan.dependents().map(({ metadata }) => metadata.uid);
  const item = client.view.byUid(uids[round.next] ?? '');
  const error = item && plan.act(item);
  if (error) return error;
  const next = round.next + 1;
  if (next < uids.length)
    return goOn({ uids, next, nextAtMs: nowMs + (next % requestsAtOnce === 0 ? plan.pauseMs : requestMs) });
  client.remember(key, undefined);
  return undefined;
}

function collectAll(key: string, owner: string, client: Client, nowMs: number): ReconcileError | undefined {
  const plan: Plan = {
    dependents: () => inHashOrder(client.view.owned(owner), owner, client),
    act: (item) => collect(item, client),
    readMs: timings.garbageCollector.readMs,
    pauseMs: timings.garbageCollector.requestMs,
  };
  return oneByOne(key, plan, client, nowMs);
}

/** GC-2, GC-5, GC-6: an item whose owners are all gone is deleted; one with a living owner only loses the dead references. */
function collect(item: ApiObject, client: Client): ReconcileError | undefined {
  const owners = item.metadata.ownerReferences ?? [];
  const living = owners.filter((owner) => isLiving(owner, client.view));
  if (living.length === owners.length) return undefined;
  const params = { kind: item.kind, name: item.metadata.name, owner: owners[0]?.name ?? '' };
  if (living.length > 0) return errorOf(writeOwners(item, living, { rule: 'GC-5', params }, client));
  if (item.metadata.deletionTimestamp !== undefined) return undefined;
  return errorOf(
    client.delete(
      item.kind,
      keyOf(item),
      { rule: 'GC-2', params },
      { propagationPolicy: 'Background', preconditions: { uid: item.metadata.uid } },
    ),
  );
}

/** GC-6: the same name with another uid is another object. */
const isLiving = (reference: OwnerReference, view: View): boolean => view.byUid(reference.uid) !== undefined;

/** GC-3, GC-4: what a deletion with a policy still has to do. */
function workOff(key: string, owner: ApiObject, client: Client, nowMs: number): ReconcileError | undefined {
  if (!isHeldByPolicy(owner)) return undefined;
  return hasFinalizer(owner.metadata.finalizers, 'orphan')
    ? orphan(key, owner, client)
    : deleteInForeground(key, owner, client, nowMs);
}

function orphan(key: string, owner: ApiObject, client: Client): ReconcileError | undefined {
  const { uid, name } = owner.metadata;
  // The dependents are read first: meanwhile the owner's controller sees that it is going.
  if (!client.recall<boolean>(key)) {
    client.remember(key, true);
    client.requeue(timings.garbageCollector.readMs);
    return undefined;
  }
  const error = firstError(
    inHashOrder(client.view.owned(uid), uid, client).map((item) => {
      const others = (item.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid);
      return errorOf(
        writeOwners(
          item,
          others,
          { rule: 'GC-4', params: { kind: item.kind, name: item.metadata.name, owner: name } },
          client,
        ),
      );
    }),
  );
  if (!error) client.remember(key, undefined);
  return error ?? dropFinalizer(owner, 'orphan', 'GC-4', client);
}

function deleteInForeground(key: string, owner: ApiObject, client: Client, nowMs: number): ReconcileError | undefined {
  const { uid } = owner.metadata;
  const dependents = client.view.owned(uid);
  const blocking = dependents.filter((item) =>
    item.metadata.ownerReferences?.some((reference) => reference.uid === uid && reference.blockOwnerDeletion),
  );
  // A real one reads the owner first and looks for dependents then; what it deleted itself it does not look for at once.
  const isOwnDoing = key.startsWith('freed|');
  const hasRead = (client.recall<Round>(key)?.nextAtMs ?? Number.POSITIVE_INFINITY) <= nowMs;
  if (blocking.length === 0 && (isOwnDoing || hasRead)) {
    client.remember(key, undefined);
    return dropFinalizer(owner, 'foregroundDeletion', 'GC-3', client);
  }
  if (blocking.length > 0) client.wait({ rule: 'GC-3', params: waitParams(owner, blocking) });
  const standing = (): readonly ApiObject[] =>
    client.view.owned(uid).filter((item) => item.metadata.deletionTimestamp === undefined);
  if (isOwnDoing && standing().length === 0) {
    client.remember(key, undefined);
    return undefined;
  }
  const { readMs, lookAgainMs, pauseMs } = timings.garbageCollector;
  const plan: Plan = {
    // Those that hold the owner longest go first: a Pod takes its grace, the rest is gone at once.
    dependents: () =>
      inHashOrder(standing(), uid, client).toSorted((a, b) => (a.kind > b.kind ? -1 : a.kind < b.kind ? 1 : 0)),
    act: (item) => deleteDependent(item, owner.metadata.name, client),
    readMs: isOwnDoing ? lookAgainMs : readMs,
    pauseMs,
  };
  return oneByOne(key, plan, client, nowMs);
}

const waitParams = ({ kind, metadata }: ApiObject, blocking: readonly ApiObject[]): NonNullable<Reason['params']> => ({
  kind,
  name: metadata.name,
  dependents: blocking.length,
  waitsFor: blocking[0]?.metadata.name ?? '',
});

function deleteDependent(item: ApiObject, owner: string, client: Client): ReconcileError | undefined {
  if (item.metadata.deletionTimestamp !== undefined) return undefined;
  const propagationPolicy = client.view.owned(item.metadata.uid).length > 0 ? 'Foreground' : 'Background';
  const reason = { rule: 'GC-3', params: { kind: item.kind, name: item.metadata.name, owner } };
  const preconditions = { uid: item.metadata.uid };
  return errorOf(client.delete(item.kind, keyOf(item), reason, { propagationPolicy, preconditions }));
}

function dropFinalizer(owner: ApiObject, finalizer: string, rule: string, client: Client): ReconcileError | undefined {
  const finalizers = (owner.metadata.finalizers ?? []).filter((name) => name !== finalizer);
  const next = { ...owner, metadata: { ...owner.metadata, finalizers } };
  return errorOf(client.update(next, { rule, params: { kind: owner.kind, name: owner.metadata.name, finalizer } }));
}

function writeOwners(
  item: ApiObject,
  ownerReferences: readonly OwnerReference[],
  reason: Parameters<Client['update']>[1],
  client: Client,
): Result<ApiObject> {
  return client.update<ApiObject>({ ...item, metadata: { ...item.metadata, ownerReferences } }, reason);
}

/** What is already gone needs no second try. */
const errorOf = (result: Result<ApiObject | undefined>): ReconcileError | undefined =>
  result.ok || result.status.reason === 'NotFound'
    ? undefined
    : { error: result.status.message ?? result.status.reason ?? 'refused' };

const firstError = (errors: readonly (ReconcileError | undefined)[]): ReconcileError | undefined =>
  errors.find((error) => error !== undefined);
