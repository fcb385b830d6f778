import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { FeatureGates } from './definition.ts';
import type { StatefulSet } from './stateful-set.ts';
import { container, statefulSet, template } from './testing/samples.ts';

const { withDefaults, validate, validateUpdate, warnings } = definitions.StatefulSet;

type Spec = Partial<StatefulSet['spec']>;
/** Parts as a client may send them, whatever the types say. */
const sent = (spec: object): Spec => spec;

const texts = (set: StatefulSet, gates: FeatureGates = {}): readonly string[] =>
  validate(withDefaults(set, gates), gates).map(({ field, message }) => `${field}: ${message}`);

const mistakes = (spec: Spec, gates: FeatureGates = {}): readonly string[] => texts(statefulSet(spec), gates);

const updateMistakes = (spec: Spec, before: Spec = {}): readonly string[] => {
  const old = withDefaults(statefulSet(before));
  const next = withDefaults(statefulSet({ ...before, ...spec }), {}, old);
  return validateUpdate(next, old, {}).map(({ field, message }) => `${field}: ${message}`);
};

const inTemplate = (spec: Partial<StatefulSet['spec']['template']['spec']>): Spec => ({
  template: { ...template, spec: { ...template.spec, ...spec } },
});

const gate = { MaxUnavailableStatefulSet: true };
const label = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'";
const immutable =
  "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
const mismatch = '`selector` does not match template `labels`';
const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } as const;

test('a plain set has no mistakes', () => {
  expect(mistakes({})).toEqual([]);
  expect(updateMistakes({ replicas: 5 })).toEqual([]);
});

test.each([
  ['web.prod', 'must not contain dots'],
  ['Web', label],
  ['a'.repeat(64), 'must be no more than 63 characters'],
])('STS-VAL-1: the name %s', (name, detail) => {
  const found = texts(statefulSet({}, { name }));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`metadata.name: Invalid value: "${name}": ${detail}`);
});

test('STS-VAL-1: no name at all', () => {
  expect(texts(statefulSet({}, { name: '' }))).toEqual([
    'metadata.name: Required value: name or generateName is required',
  ]);
});

test('STS-VAL-2: room for suffixes is not asked for', () => {
  expect(texts(statefulSet({}, { name: 'a'.repeat(63) }))).toEqual([]);
});

test.each([
  [
    'STS-VAL-3: a policy is one of two',
    { podManagementPolicy: 'X' },
    `spec.podManagementPolicy: Invalid value: "X": must be 'OrderedReady' or 'Parallel'`,
  ],
  [
    'STS-VAL-4: an unknown strategy',
    { updateStrategy: { type: 'Recreate' } },
    `spec.updateStrategy: Invalid value: {"Type":"Recreate","RollingUpdate":null}: must be 'RollingUpdate' or 'OnDelete'`,
  ],
  [
    'STS-VAL-5: rollingUpdate belongs to RollingUpdate',
    { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
    `spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'`,
  ],
  [
    'STS-VAL-7: a partition is not negative',
    { updateStrategy: { rollingUpdate: { partition: -1 } } },
    'spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'STS-VAL-14: replicas are not negative',
    { replicas: -1 },
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'STS-VAL-15: minReadySeconds is not negative',
    { minReadySeconds: -1 },
    'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'STS-VAL-16: the first ordinal is not negative',
    { ordinals: { start: -1 } },
    'spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'STS-VAL-17: retention is one of two',
    { persistentVolumeClaimRetentionPolicy: { whenScaled: 'X' } },
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: "X": supported values: "Retain", "Delete"',
  ],
  [
    'STS-VAL-19: an empty selector',
    { selector: {} },
    'spec.selector: Invalid value: {}: empty selector is invalid for statefulset',
  ],
  [
    'STS-VAL-20: a selector that does not select the template',
    { selector: { matchLabels: { app: 'other' } } },
    `spec.template.metadata.labels: Invalid value: {"app":"web"}: ${mismatch}`,
  ],
  [
    'STS-VAL-21: Pods of a set are always restarted',
    inTemplate({ restartPolicy: 'Never' }),
    'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
  ],
  [
    'STS-VAL-22: Pods of a set have no deadline',
    inTemplate({ activeDeadlineSeconds: 5 }),
    'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported',
  ],
  [
    'STS-VAL-24: a template has containers',
    inTemplate({ containers: [] }),
    'spec.template.spec.containers: Required value',
  ],
  [
    'STS-VAL-24: a container has an image',
    inTemplate({ containers: [{ name: 'a' }] }),
    'spec.template.spec.containers[0].image: Required value',
  ],
])('%s', (_title, spec, text) => {
  expect(mistakes(sent(spec))).toEqual([text]);
});

test('STS-VAL-6: switching to OnDelete alone keeps rollingUpdate, and that is refused', () => {
  const stored = withDefaults(statefulSet()).spec.updateStrategy;
  expect(updateMistakes({ updateStrategy: { ...stored, type: 'OnDelete' } })).toEqual([
    `spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":0,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'`,
  ]);
  expect(updateMistakes({ updateStrategy: { type: 'OnDelete' } })).toEqual([]);
});

test('STS-VAL-8: a partition above the replicas is valid', () => {
  expect(mistakes({ replicas: 1, updateStrategy: { rollingUpdate: { partition: 9 } } })).toEqual([]);
});

const path = 'spec.updateStrategy.rollingUpdate.maxUnavailable';

test.each([
  ['STS-VAL-9: a negative number', -1, [`${path}: Invalid value: -1: must be greater than or equal to 0`]],
  ['STS-VAL-10: nothing', 0, [`${path}: Invalid value: 0: cannot be 0`]],
  ['STS-VAL-10: nothing, in percent', '0%', [`${path}: Invalid value: "0%": cannot be 0`]],
  ['STS-VAL-11: more than all', '101%', [`${path}: Invalid value: "101%": must not be greater than 100%`]],
  [
    'STS-VAL-12: no amount at all',
    'abc',
    [
      `${path}: Invalid value: "abc": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
      `${path}: Invalid value: "abc": cannot be 0`,
    ],
  ],
  ['STS-VAL-13: more than the replicas', 99, []],
  ['STS-VAL-13: a part', '30%', []],
])('%s: maxUnavailable %j', (_title, maxUnavailable, expected) => {
  expect(mistakes({ updateStrategy: { rollingUpdate: { maxUnavailable } } }, gate)).toEqual(expected);
  expect(mistakes({ updateStrategy: { rollingUpdate: { maxUnavailable } } })).toEqual([]);
});

test('STS-VAL-18: a missing selector matches nothing', () => {
  expect(mistakes(sent({ selector: undefined }))).toEqual([
    'spec.selector: Required value',
    `spec.template.metadata.labels: Invalid value: {"app":"web"}: ${mismatch}`,
  ]);
});

test('STS-VAL-20: a template without labels', () => {
  expect(mistakes({ template: { spec: template.spec } })).toEqual([
    `spec.template.metadata.labels: Invalid value: null: ${mismatch}`,
  ]);
});

test('STS-VAL-21: what is no restart policy at all is told twice', () => {
  expect(mistakes(inTemplate(sent({ restartPolicy: 'X' }) as object))).toEqual([
    'spec.template.spec.restartPolicy: Unsupported value: "X": supported values: "Always", "OnFailure", "Never"',
    'spec.template.spec.restartPolicy: Unsupported value: "X": supported values: "Always"',
  ]);
});

test('STS-VAL-23: a service name is a label, but only on create', () => {
  expect(mistakes({ serviceName: 'a.b' })).toEqual(['spec.serviceName: Invalid value: "a.b": must not contain dots']);
  expect(mistakes({ serviceName: '' })).toEqual([]);
  expect(updateMistakes({ replicas: 2 }, { serviceName: 'a.b' })).toEqual([]);
});

test('STS-VAL-24: names of the template itself do not count, and an invalid stored template is not looked at again', () => {
  expect(mistakes(inTemplate({ hostname: 'Not A Name', subdomain: '-' }))).toEqual([]);
  const broken = inTemplate({ containers: [{ ...container, name: 'Not A Name' }] });
  expect(updateMistakes({ replicas: 2 }, broken)).toEqual([]);
  expect(updateMistakes(broken)).toHaveLength(1);
});

test('STS-VAL-25: claim templates, on create only', () => {
  const broken = { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { ...claimSpec, accessModes: [] } }] };
  expect(mistakes(broken)).toEqual([
    'spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required',
  ]);
  expect(updateMistakes({ replicas: 2 }, broken)).toEqual([]);
  const size = (storage: string): Spec => ({
    volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { ...claimSpec, resources: { requests: { storage } } } }],
  });
  expect(mistakes(size('-1Gi'))).toEqual([
    'spec.volumeClaimTemplates[0].spec.resources[storage]: Invalid value: "-1Gi": must be greater than zero',
  ]);
  expect(mistakes({ volumeClaimTemplates: [{ metadata: {}, spec: claimSpec }] })).toEqual([
    'spec.template.spec.volumes[0].persistentVolumeClaim.claimName: Required value',
    'spec.template.spec.volumes[0].name: Required value',
  ]);
});

test('STS-VAL-26: a container may mount a claim template', () => {
  const volumeMounts = [{ name: 'data', mountPath: '/data' }];
  const mounting = inTemplate({ containers: [{ ...container, volumeMounts }] });
  expect(mistakes({ ...mounting, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }] })).toEqual(
    [],
  );
  expect(mistakes(mounting)).toEqual(['spec.template.spec.containers[0].volumeMounts[0].name: Not found: "data"']);
});

test('STS-VAL-28: labels and annotations of the template have a path of their own', () => {
  const metadata = { labels: { app: 'web', note: 'has space' }, annotations: { 'a/b/c': 'x' } };
  const fields = validate(withDefaults(statefulSet({ template: { ...template, metadata } })), {}).map(
    ({ field }) => field,
  );
  expect(new Set(fields)).toEqual(new Set(['spec.template.labels', 'spec.template.annotations']));
});

test('STS-VAL-27, STS-VAL-29: negative limits are only warned of', () => {
  const spec = { revisionHistoryLimit: -1, ...inTemplate({ terminationGracePeriodSeconds: -1 }) };
  expect(mistakes(spec)).toEqual([]);
  expect(warnings(withDefaults(statefulSet(spec)))).toEqual([
    'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
    'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended',
  ]);
});

test('STS-VAL-0f: the order of several mistakes', () => {
  const spec = sent({
    podManagementPolicy: 'X',
    updateStrategy: { type: 'X' },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'X' },
    volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { resources: claimSpec.resources } }],
    replicas: -1,
    minReadySeconds: -1,
    ordinals: { start: -1 },
    serviceName: 'A',
    selector: { matchLabels: { app: 'other' } },
    template: {
      metadata: { labels: { app: 'a b' } },
      spec: { containers: [], restartPolicy: 'Never', activeDeadlineSeconds: 1 },
    },
  });
  const found = validate(withDefaults(statefulSet(spec, { name: 'A' })), {}).map(({ field }) => field);
  expect(found).toEqual([
    'metadata.name',
    'spec.podManagementPolicy',
    'spec.updateStrategy',
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    'spec.volumeClaimTemplates[0].spec.accessModes',
    'spec.replicas',
    'spec.minReadySeconds',
    'spec.ordinals.start',
    'spec.serviceName',
    'spec.template.metadata.labels',
    'spec.template.labels',
    'spec.template.spec.containers',
    'spec.template.labels',
    'spec.template.spec.restartPolicy',
    'spec.template.spec.activeDeadlineSeconds',
  ]);
});

test.each([
  ['selector', { selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } }],
  ['serviceName', { serviceName: 'other' }],
  ['podManagementPolicy', { podManagementPolicy: 'Parallel' }],
  ['volumeClaimTemplates', { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: claimSpec }] }],
])('STS-VAL-30, STS-VAL-31, VOL-64: %s cannot change', (_field, spec) => {
  expect(updateMistakes(sent(spec))).toEqual([immutable]);
});

test.each([
  { replicas: 9 },
  { ordinals: { start: 3 } },
  { revisionHistoryLimit: 1 },
  { minReadySeconds: 4 },
  { updateStrategy: { rollingUpdate: { partition: 1 } } },
  { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } as const },
  inTemplate({ terminationGracePeriodSeconds: 1 }),
])('STS-VAL-30: %j may change', (spec) => {
  expect(updateMistakes(spec)).toEqual([]);
});

test('STS-VAL-33: an update is told of all its mistakes, the forbidden one last', () => {
  expect(updateMistakes({ replicas: -1, serviceName: 'other' })).toEqual([
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    immutable,
  ]);
});
