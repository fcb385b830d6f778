// What the default admission plugins write into new objects or refuse (DEF-7 to DEF-16, API-46, API-47).
import { kindFacts } from '../kinds/kinds.ts';
import type { ApiObject, Kind, KindMap } from '../kinds/kinds.ts';
import type { Node } from '../kinds/node.ts';
import { withPodAdmission } from './pod-admission.ts';
import type { AdmissionContext } from './pod-admission.ts';
import type { Result } from './result.ts';
import { forbidden, notFound } from './status.ts';
import type { Status } from './status.ts';
import { withDefaultClass, withProtection } from './storage-admission.ts';
import type { View } from './view.ts';

/** The new object as admission leaves it, or why it may not be created. Expects a defaulted object. */
export function admit<K extends Kind>(kind: K, object: KindMap[K], context: AdmissionContext): Result<KindMap[K]> {
  const homeless = refusalOfNamespace(kind, object, context.view);
  if (homeless) return { ok: false, status: homeless };
  // The object stays one of its kind: admission fills in fields, it never changes what an object is.
  return admitted(object, context) as Result<KindMap[K]>;
}

function admitted(object: ApiObject, context: AdmissionContext): Result<ApiObject> {
  switch (object.kind) {
    case 'Pod':
      return withPodAdmission(object, context);
    case 'PersistentVolumeClaim':
      return { ok: true, object: withProtection(withDefaultClass(object, context.view)) };
    case 'PersistentVolume':
      return { ok: true, object: withProtection(object) };
    case 'Node':
      return { ok: true, object: withNotReadyTaint(object) };
    default:
      return { ok: true, object };
  }
}

/** API-46, API-47 */
function refusalOfNamespace(kind: Kind, { metadata }: ApiObject, view: View): Status | undefined {
  const { namespace = 'default' } = metadata;
  if (!kindFacts[kind].namespaced) return undefined;
  const home = view.get('Namespace', namespace);
  if (!home) return notFound('Namespace', namespace);
  if (home.metadata.deletionTimestamp === undefined && home.status.phase !== 'Terminating') return undefined;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const status = forbidden(kind, metadata.name, why);
  const message = `namespace ${namespace} is being terminated`;
  const causes = [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }];
  return { ...status, details: { ...status.details, causes } };
}

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' } as const;

/** DEF-13: the node life-cycle controller takes it away again. */
function withNotReadyTaint(node: Node): Node {
  const { taints = [] } = node.spec ?? {};
  if (taints.some((taint) => taint.key === notReady.key && taint.effect === notReady.effect)) return node;
  return { ...node, spec: { ...node.spec, taints: [...taints, notReady] } };
}
