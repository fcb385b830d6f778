// What the API server fills in of a StatefulSet (STS-DEF-1 to STS-DEF-7) and what it drops while a gate is off (STS-GATE-1).
import type { FeatureGates } from './definition.ts';
import { eachFilled, filled, replaced } from './filled.ts';
import { templateWithDefaults } from './pod-defaults.ts';
import type { ClaimTemplate, StatefulSet, StatefulSetSpec } from './stateful-set.ts';

type UpdateStrategy = NonNullable<StatefulSetSpec['updateStrategy']>;
type RollingUpdate = NonNullable<UpdateStrategy['rollingUpdate']>;

/** The set with all defaults; the same set if nothing was missing. `old` is the stored set on an update. */
export function statefulSetWithDefaults(set: StatefulSet, gates: FeatureGates = {}, old?: StatefulSet): StatefulSet {
  const kept = replaced(set, 'spec', filled(set.spec ?? noSpec, specDefaults));
  const isOn = gates['MaxUnavailableStatefulSet'] === true;
  let spec = replaced(kept.spec, 'template', templateWithDefaults(kept.spec.template));
  const mayUse = isOn || old?.spec.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined;
  spec = replaced(spec, 'updateStrategy', strategyWithDefaults(spec.updateStrategy, mayUse, isOn));
  const retention = filled(spec.persistentVolumeClaimRetentionPolicy ?? {}, retentionDefaults);
  spec = replaced(spec, 'persistentVolumeClaimRetentionPolicy', retention);
  if (spec.volumeClaimTemplates)
    spec = replaced(spec, 'volumeClaimTemplates', eachFilled(spec.volumeClaimTemplates, claimTemplateWithDefaults));
  return replaced(kept, 'spec', spec);
}

/** A set without a spec: validation names what is missing. */
const noSpec = {} as StatefulSetSpec;

const specDefaults: Partial<StatefulSetSpec> = {
  podManagementPolicy: 'OrderedReady',
  replicas: 1,
  revisionHistoryLimit: 10,
  serviceName: '',
};

const retentionDefaults = { whenDeleted: 'Retain', whenScaled: 'Retain' } as const;

/** STS-DEF-2, STS-DEF-3: `rollingUpdate` appears only together with a type that was left out. */
function strategyWithDefaults(given: UpdateStrategy | undefined, mayUse: boolean, isOn: boolean): UpdateStrategy {
  const strategy: UpdateStrategy = given?.type
    ? given
    : { ...given, type: 'RollingUpdate', rollingUpdate: given?.rollingUpdate ?? {} };
  if (!strategy.rollingUpdate) return strategy;
  const allowed = mayUse ? strategy.rollingUpdate : replaced(strategy.rollingUpdate, 'maxUnavailable', undefined);
  return replaced(strategy, 'rollingUpdate', filled(allowed, isOn ? gatedDefaults : rollingDefaults));
}

const rollingDefaults: RollingUpdate = { partition: 0 };
const gatedDefaults: RollingUpdate = { partition: 0, maxUnavailable: 1 };

/** STS-DEF-6 */
function claimTemplateWithDefaults(claim: ClaimTemplate): ClaimTemplate {
  const full = filled(claim, claimDefaults);
  return replaced(full, 'spec', filled(full.spec, claimSpecDefaults));
}

const claimDefaults: ClaimTemplate = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {},
  spec: {},
  status: { phase: 'Pending' },
};
const claimSpecDefaults = { volumeMode: 'Filesystem', resources: {} } as const;
