// Which lists a strategic merge patch merges, and by which field of their items (PATCH-2). All others are replaced as a whole.
import { structSchema } from './schema.ts';

export interface MergeRule {
  /** The field that tells items apart; '' for a set of texts. */
  readonly key: string;
  /** An item keeps only the fields that were sent (`$retainKeys`): what is one of several sources changes as a whole. */
  readonly retainKeys: boolean;
}

/** What patches know of a field: how its list merges, and the struct of its value or items. */
export interface PatchField {
  readonly merge?: MergeRule;
  readonly struct?: string;
}

/** Asks for a field of a struct; of what is no struct, or not known, nothing is known. */
export function patchField(struct: string | undefined, field: string): PatchField {
  const type = struct === undefined ? undefined : structSchema(struct).get(field)?.type;
  if (!type) return {};
  const inner = type.form === 'list' ? type.of : type;
  const merge = type.form === 'list' ? rules.get(`${struct}.${field}`) : undefined;
  return { ...(merge ? { merge } : {}), ...(inner.form === 'struct' ? { struct: inner.name } : {}) };
}

const container = 'ports=containerPort env=name volumeMounts=mountPath volumeDevices=devicePath';

/** `field=key` for each list, `field=` for a set, `+` at the end for `$retainKeys`. */
const table: { readonly [struct: string]: string } = {
  ObjectMeta: 'finalizers= ownerReferences=uid',
  PodSpec:
    'containers=name initContainers=name ephemeralContainers=name volumes=name+ imagePullSecrets=name hostAliases=ip topologySpreadConstraints=topologyKey schedulingGates=name resourceClaims=name+',
  Container: container,
  EphemeralContainer: container,
  ServiceSpec: 'ports=port',
  ServiceAccount: 'secrets=name',
  DeploymentStatus: 'conditions=type',
  ReplicaSetStatus: 'conditions=type',
  PodDisruptionBudgetStatus: 'conditions=type',
  NodeSpec: 'podCIDRs=',
  NodeStatus: 'conditions=type addresses=type',
  NamespaceStatus: 'conditions=type',
  PersistentVolumeClaimStatus: 'conditions=type',
  PodStatus: 'conditions=type podIPs=ip hostIPs=ip',
  ServiceStatus: 'conditions=type',
  StatefulSetStatus: 'conditions=type',
};

const rules: ReadonlyMap<string, MergeRule> = new Map(
  Object.entries(table).flatMap(([struct, text]) =>
    text.split(' ').map((entry): [string, MergeRule] => {
      const [field = '', key = ''] = entry.split('=');
      return [`${struct}.${field}`, { key: key.replace('+', ''), retainKeys: key.endsWith('+') }];
    }),
  ),
);
