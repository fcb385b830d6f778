// How server-side apply takes a value apart (PATCH-9): which lists are told apart by which keys, which are sets, and what is
// owned as a whole. Not what strategic merge patches know: their keys differ here and there.
import { structSchema } from './schema.ts';
import type { GoType } from './schema.ts';

/** A value as its owners share it. A whole one has one owner at a time. */
export type ApplyShape =
  | { readonly form: 'whole' }
  | { readonly form: 'struct'; readonly name: string }
  | { readonly form: 'map'; readonly of: ApplyShape }
  | { readonly form: 'set' }
  | { readonly form: 'items'; readonly keys: readonly string[]; readonly of: ApplyShape };

const whole: ApplyShape = { form: 'whole' };

/** The shape of a field; what is not known is whole. */
export function applyShape(struct: string, field: string): ApplyShape {
  const type = structSchema(struct).get(field)?.type;
  if (!type || wholeMaps.has(`${struct}.${field}`)) return whole;
  if (type.form !== 'list') return shapeOf(type);
  const keys = listKeys.get(`${struct}.${field}`);
  if (!keys) return whole;
  return keys[0] === '' ? { form: 'set' } : { form: 'items', keys, of: shapeOf(type.of) };
}

function shapeOf(type: GoType): ApplyShape {
  if (type.form === 'map') return { form: 'map', of: whole };
  return type.form === 'struct' && !wholeStructs.has(type.name) ? { form: 'struct', name: type.name } : whole;
}

/** What a key that is left out stands for. */
export const keyDefaults: { readonly [key: string]: string } = { protocol: 'TCP' };

const wholeMaps = new Set(['ServiceSpec.selector', 'PodSpec.nodeSelector']);

const wholeStructs = new Set([
  ...['LabelSelector', 'NodeSelector', 'NodeSelectorTerm', 'ObjectReference', 'LocalObjectReference', 'EndpointPort'],
  ...['SecretKeySelector', 'ConfigMapKeySelector', 'ObjectFieldSelector', 'ResourceFieldSelector'],
  ...['TypedLocalObjectReference', 'TopologySelectorTerm', 'ScopeSelector'],
]);

const container = 'ports=containerPort+protocol env=name volumeMounts=mountPath volumeDevices=devicePath';

/** `field=key+key` for each list told apart by keys, `field=` for a set. */
const table: { readonly [struct: string]: string } = {
  ObjectMeta: 'finalizers= ownerReferences=uid',
  PodSpec:
    'containers=name initContainers=name ephemeralContainers=name volumes=name imagePullSecrets=name hostAliases=ip topologySpreadConstraints=topologyKey+whenUnsatisfiable schedulingGates=name resourceClaims=name',
  Container: container,
  EphemeralContainer: container,
  ServiceSpec: 'ports=port+protocol',
  ServiceAccount: 'secrets=name',
  NodeSpec: 'podCIDRs=',
};

const listKeys: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(table).flatMap(([struct, text]) =>
    text.split(' ').map((entry): [string, readonly string[]] => {
      const [field = '', keys = ''] = entry.split('=');
      return [`${struct}.${field}`, keys.split('+')];
    }),
  ),
);
