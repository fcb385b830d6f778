// DELETE: graceful for Pods, held by finalizers for everything, with the finalizers of the propagation policies (DEL-1 to
// DEL-10, GC-3, GC-4).
import type { Result } from './result.ts';
import { kindFacts } from '../kinds/kinds.ts';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { ObjectMeta } from '../kinds/meta.ts';
import type { Pod } from '../kinds/pod.ts';
import { parseTime, rfc3339 } from '../time.ts';
import type { DeleteOptions } from './request.ts';
import { conflict, notFound } from './status.ts';
import type { Status } from './status.ts';
import type { Author } from './store.ts';
import type { ApiContext } from './writes.ts';
import { nowText, put, refused, removeObject, stamped } from './writes.ts';

/** Deletes an object, or begins to. Gives the object as it then was. */
export function deleteObject(
  api: ApiContext,
  kind: Kind,
  key: string,
  author: Author,
  options: DeleteOptions = {},
  dryRun = false,
): Result<ApiObject> {
  const object: ApiObject | undefined = api.store.get(kind, key);
  if (!object) return refused(notFound(kind, key.slice(key.indexOf('/') + 1)));
  const unmet = unmetPrecondition(kind, object.metadata, options);
  if (unmet) return refused(unmet);
  if (dryRun) return { ok: true, object };
  return {
    ok: true,
    object:
      object.kind === 'Pod' ? deletePod(api, object, author, options) : deleteAtOnce(api, object, author, options),
  };
}

/** DEL-2, DEL-7: gone at once unless a finalizer holds it. */
function deleteAtOnce(api: ApiContext, object: ApiObject, author: Author, options: DeleteOptions): ApiObject {
  const finalizers = policyFinalizers(object.metadata, options.propagationPolicy);
  if (finalizers.length === 0) {
    removeObject(api, object, author);
    return object;
  }
  if (object.metadata.deletionTimestamp !== undefined && sameList(finalizers, object.metadata.finalizers))
    return object;
  return put(api, terminating(api, object, nowText(api), 0, { finalizers }), author);
}

/** DEL-3 to DEL-6. */
function deletePod(api: ApiContext, pod: Pod, author: Author, options: DeleteOptions): ApiObject {
  const graceSeconds = podGraceSeconds(pod, options);
  const { deletionTimestamp, deletionGracePeriodSeconds: standing } = pod.metadata;
  if (deletionTimestamp !== undefined && graceSeconds > 0 && standing !== undefined && graceSeconds >= standing)
    return pod;
  if (graceSeconds > 0)
    return put(
      api,
      terminating(api, pod, podDeadline(api, pod, graceSeconds), shortened(api, pod, graceSeconds), {}),
      author,
    );
  if (deletionTimestamp !== undefined && standing === 0) {
    if (!pod.metadata.finalizers?.length) removeObject(api, pod, author);
    return pod;
  }
  const marked = put(api, terminating(api, pod, nowText(api), 0, {}), author);
  // Of a Pod that runs, watchers see the mark first: its removal follows on its own (controllers/pod-removal.ts).
  const isForced = pod.spec.nodeName !== undefined && !isTerminal(pod);
  if (!isForced && !marked.metadata.finalizers?.length) removeObject(api, marked, author);
  return marked;
}

const isTerminal = ({ status: { phase } }: Pod): boolean => phase === 'Succeeded' || phase === 'Failed';

function podGraceSeconds(pod: Pod, options: DeleteOptions): number {
  if (!pod.spec.nodeName || isTerminal(pod)) return 0;
  const asked =
    options.gracePeriodSeconds ??
    (pod.metadata.deletionTimestamp === undefined ? undefined : pod.metadata.deletionGracePeriodSeconds);
  const graceSeconds = asked ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  return graceSeconds < 0 ? 1 : graceSeconds;
}

/** When a graceful deletion ends; a second, shorter one is counted from the first (DEL-5). */
function podDeadline(api: ApiContext, pod: Pod, graceSeconds: number): string {
  const nowMs = api.startTimeMs + api.store.nowMs;
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  if (deletionTimestamp === undefined) return rfc3339(nowMs + graceSeconds * 1000);
  const beganMs = parseTime(deletionTimestamp) - (deletionGracePeriodSeconds ?? 0) * 1000;
  return rfc3339(Math.max(beganMs + graceSeconds * 1000, nowMs));
}

/** DEL-5: a deadline that would lie in the past leaves one second. */
function shortened(api: ApiContext, pod: Pod, graceSeconds: number): number {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  if (deletionTimestamp === undefined) return graceSeconds;
  const beganMs = parseTime(deletionTimestamp) - (deletionGracePeriodSeconds ?? 0) * 1000;
  return beganMs + graceSeconds * 1000 < api.startTimeMs + api.store.nowMs ? 1 : graceSeconds;
}

/** The object marked as being deleted; the first mark counts as a change of its spec (API-8). */
function terminating<T extends ApiObject>(
  api: ApiContext,
  object: T,
  deletionTimestamp: string,
  graceSeconds: number,
  more: Partial<ObjectMeta>,
): T {
  const { metadata } = object;
  const first = metadata.deletionTimestamp === undefined;
  const generation = first && metadata.generation ? { generation: metadata.generation + 1 } : {};
  const when = first || object.kind === 'Pod' ? { deletionTimestamp } : {};
  return stamped(api, object, { ...more, ...generation, ...when, deletionGracePeriodSeconds: graceSeconds });
}

/** GC-3, GC-4, GC-7: the finalizers an object has once the policy is taken in. */
function policyFinalizers(metadata: ObjectMeta, policy: DeleteOptions['propagationPolicy']): readonly string[] {
  const finalizers = metadata.finalizers ?? [];
  if (policy === undefined) return finalizers;
  const others = finalizers.filter((name) => name !== 'orphan' && name !== 'foregroundDeletion');
  if (policy === 'Orphan') return [...others, 'orphan'];
  return policy === 'Foreground' ? [...others, 'foregroundDeletion'] : others;
}

const sameList = (a: readonly string[], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/** API-23 */
function unmetPrecondition(kind: Kind, metadata: ObjectMeta, { preconditions }: DeleteOptions): Status | undefined {
  if (preconditions?.uid !== undefined && preconditions.uid !== metadata.uid) {
    const why = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    return conflict(kind, metadata.name, why, goKind(kind));
  }
  if (preconditions?.resourceVersion !== undefined && preconditions.resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    return conflict(kind, metadata.name, why, goKind(kind));
  }
  return undefined;
}

/** Here the server names the Kind, with its group (API-23). */
const goKind = (kind: Kind): string => (kindFacts[kind].group ? `${kind}.${kindFacts[kind].group}` : kind);
