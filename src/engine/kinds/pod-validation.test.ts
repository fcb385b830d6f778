import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { Container, Pod } from './pod.ts';
import { container, metadata, pod } from './testing/samples.ts';

const { withDefaults, validate, validateUpdate, warnings } = definitions.Pod;

/** Parts as a client may send them, whatever the types say. */
const sent = (spec: object): Partial<Pod['spec']> => spec;

const texts = (given: Pod): readonly string[] =>
  validate(withDefaults(given), {}).map(({ field, message }) => `${field}: ${message}`);

const mistakes = (spec: object): readonly string[] => texts(pod(sent(spec)));

const inContainer = (part: object): readonly string[] => mistakes({ containers: [{ ...container, ...part }] });

const c = 'spec.containers[0]';

test('a plain Pod has no mistakes', () => {
  expect(mistakes({})).toEqual([]);
});

test('API-60: a Pod needs a name, and it may have dots', () => {
  expect(texts(pod({}, { name: '' }))).toEqual(['metadata.name: Required value: name or generateName is required']);
  expect(texts(pod({}, { name: 'a.b' }))).toEqual([]);
});

test('API-61: no containers', () => {
  expect(mistakes({ containers: [] })).toEqual(['spec.containers: Required value']);
});

test('API-62: containers have a name and an image of their own', () => {
  expect(inContainer({ name: 'Nginx' })[0]).toContain(`${c}.name: Invalid value: "Nginx": a lowercase RFC 1123 label`);
  expect(inContainer({ name: '', image: '' })).toEqual([`${c}.name: Required value`, `${c}.image: Required value`]);
  expect(mistakes({ containers: [container, container] })).toEqual([
    'spec.containers[1].name: Duplicate value: "main"',
  ]);
});

test.each([
  ['a-name-that-is-too-long', 'must be no more than 15 characters'],
  ['80', 'must contain at least one letter (a-z)'],
  ['a--b', 'must not contain consecutive hyphens'],
  ['-a', 'must not begin or end with a hyphen'],
  ['A', 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
])('API-63: a port named %s', (name, detail) => {
  expect(inContainer({ ports: [{ containerPort: 80, name }] })[0]).toBe(
    `${c}.ports[0].name: Invalid value: "${name}": ${detail}`,
  );
});

test('API-63: port numbers and protocols', () => {
  expect(inContainer({ ports: [{ containerPort: 70000 }] })).toEqual([
    `${c}.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`,
  ]);
  expect(inContainer({ ports: [{}, { containerPort: 1, protocol: 'ICMP' }] })).toEqual([
    `${c}.ports[0].containerPort: Required value`,
    `${c}.ports[1].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"`,
  ]);
});

test('API-64: mounts name a volume and a place of their own', () => {
  const volumeMounts = [
    { name: 'a', mountPath: '/x' },
    { name: 'nothing', mountPath: '/x' },
  ];
  expect(mistakes({ volumes: [{ name: 'a' }], containers: [{ ...container, volumeMounts }] })).toEqual([
    `${c}.volumeMounts[1].name: Not found: "nothing"`,
    `${c}.volumeMounts[1].mountPath: Invalid value: "/x": must be unique`,
  ]);
});

test('API-65: one source to a volume, one handler to a probe', () => {
  expect(mistakes({ volumes: [{ name: 'v', hostPath: { path: '/' }, emptyDir: {} }] })).toEqual([
    'spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type',
  ]);
  expect(inContainer({ readinessProbe: { exec: { command: ['x'] }, tcpSocket: { port: 1 } } })).toEqual([
    `${c}.readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type`,
  ]);
  expect(inContainer({ livenessProbe: { periodSeconds: -1 } })).toEqual([
    `${c}.livenessProbe: Required value: must specify a handler type`,
    `${c}.livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0`,
  ]);
  expect(inContainer({ livenessProbe: { tcpSocket: { port: 'http' }, successThreshold: 2 } })).toEqual([
    `${c}.livenessProbe.successThreshold: Invalid value: 2: must be 1`,
  ]);
});

test.each([
  [
    { requests: { cpu: '2' }, limits: { cpu: '1' } },
    `${c}.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`,
  ],
  [
    { requests: { memory: '-1' } },
    `${c}.resources.requests[memory]: Invalid value: "-1": must be greater than or equal to 0`,
  ],
  [
    { limits: { coffee: '1' }, requests: {} },
    `${c}.resources.limits[coffee]: Invalid value: "coffee": must be a standard resource for containers`,
  ],
  [
    { limits: { 'example.com/card': '2' }, requests: { 'example.com/card': '1' } },
    `${c}.resources.requests: Invalid value: "1": must be equal to example.com/card limit of 2`,
  ],
])('API-66: %j', (resources, text) => {
  expect(inContainer({ resources })).toContain(text);
});

test.each([
  [{ restartPolicy: 'X' }, 'spec.restartPolicy', '"Always", "OnFailure", "Never"'],
  [{ dnsPolicy: 'X' }, 'spec.dnsPolicy', '"ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"'],
  [
    { containers: [{ ...container, imagePullPolicy: 'X' }] },
    `${c}.imagePullPolicy`,
    '"Always", "IfNotPresent", "Never"',
  ],
  [{ tolerations: [{ key: 'a', operator: 'X' }] }, 'spec.tolerations[0].operator', '"Equal", "Exists"'],
])('API-67: %j', (spec, field, supported) => {
  expect(mistakes(spec)).toEqual([`${field}: Unsupported value: "X": supported values: ${supported}`]);
});

test('API-68: labels and selectors', () => {
  expect(texts(pod({}, { labels: { a: 'has space' } }))[0]).toContain(
    'metadata.labels: Invalid value: "has space": a valid label must be an empty string or consist of',
  );
  expect(mistakes({ nodeSelector: { 'a/b/c': 'x' } })[0]).toContain('spec.nodeSelector: Invalid value: "a/b/c"');
});

test('tolerations', () => {
  expect(mistakes({ tolerations: [{ value: 'x' }] })[0]).toBe(
    'spec.tolerations[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"',
  );
  expect(mistakes({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] })).toEqual([
    `spec.tolerations[0].operator: Invalid value: {"Key":"a","Operator":"Exists","Value":"b","Effect":"","TolerationSeconds":null}: value must be empty when \`operator\` is 'Exists'`,
  ]);
});

test('API-10: owners are whole, and one of them at most is in control', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'a', uid: 'x', controller: true };
  expect(texts(pod({}, { ownerReferences: [owner, { ...owner, name: 'b', uid: 'y' }] }))[0]).toContain(
    'Only one reference can have Controller set to true. Found "true" in references for StatefulSet/a and StatefulSet/b',
  );
  expect(texts(pod({}, { ownerReferences: [{ ...owner, uid: '' }] }))).toEqual([
    'metadata.ownerReferences[0].uid: Invalid value: "": must not be empty',
  ]);
});

test('API-11: finalizers', () => {
  expect(texts(pod({}, { finalizers: ['orphan', 'foregroundDeletion'] }))[0]).toContain(
    'finalizer orphan and foregroundDeletion cannot be both set',
  );
});

const updated = (spec: object, meta: Partial<Pod['metadata']> = {}, before: object = {}): readonly string[] => {
  const old = withDefaults(pod(sent(before), meta));
  const next = withDefaults(pod(sent({ ...before, ...spec }), { ...meta, finalizers: ['example.com/x'] }), {}, old);
  return validateUpdate(next, old, {}).map(({ field, message }) => `${field}: ${message}`);
};

test('API-12: a deleted object gets no new finalizers', () => {
  expect(updated({}, { deletionTimestamp: metadata.creationTimestamp })).toEqual([
    'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/x"}',
  ]);
});

test('API-50: an image, a deadline, more tolerations and labels may change', () => {
  const toleration = { key: 'a', operator: 'Exists' };
  const before = { tolerations: [toleration], activeDeadlineSeconds: 9 };
  const spec = {
    containers: [{ ...container, image: 'nginx:2' } satisfies Container],
    tolerations: [toleration, { key: 'b', operator: 'Exists' }],
    activeDeadlineSeconds: 5,
  };
  expect(updated(spec, {}, before)).toEqual([]);
  expect(updated({ tolerations: [] }, {}, before)).toEqual([
    'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
  ]);
  expect(updated({ activeDeadlineSeconds: 10 }, {}, before)).toEqual([
    'spec.activeDeadlineSeconds: Invalid value: 10: must be less than or equal to previous value',
  ]);
});

test('API-50: nothing else may change, and the answer shows what did', () => {
  const [text, ...others] = updated({ nodeName: 'node-2' }, {}, { nodeName: 'node-1' });
  expect(others).toEqual([]);
  expect(text).toMatch(
    /^spec: Forbidden: pod updates may not change fields other than `spec\.containers\[\*\]\.image`/,
  );
  expect(text?.split('\n').slice(1)).toEqual([
    '@@ -42,7 +42,7 @@',
    '  "NodeSelector": null,',
    '  "ServiceAccountName": "",',
    '  "AutomountServiceAccountToken": null,',
    '- "NodeName": "node-1",',
    '+ "NodeName": "node-2",',
    '  "SecurityContext": {',
    '   "HostNetwork": false,',
    '   "HostPID": false,',
    '',
  ]);
  expect(updated({ containers: [container, { ...container, name: 'b' }] })).toEqual([
    'spec.containers: Forbidden: pod updates may not add or remove containers',
  ]);
});

test('DEF-17: warnings of a Pod', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
    { name: 'A', value: '$(A):3' },
  ];
  const resources = { limits: { memory: '100m' } };
  expect(
    warnings(pod(sent({ containers: [{ ...container, env, resources }], terminationGracePeriodSeconds: -1 }))),
  ).toEqual([
    `${c}.resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer`,
    `${c}.env[1]: hides previous definition of "A", which may be dropped when using apply`,
    'spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
  ]);
});

test('a Pod in the network of its node cannot have its ports elsewhere', () => {
  const ports = [{ containerPort: 80, hostPort: 81 }];
  expect(mistakes({ hostNetwork: true, containers: [{ ...container, ports }] })).toEqual([
    `${c}.ports[0].hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`,
  ]);
});

test.each([
  [{ env: [{ name: 'A', valueFrom: { secretKeyRef: {} } }] }, ['key', 'name'], 'env[0].valueFrom.secretKeyRef.'],
  [{ envFrom: [{ configMapRef: {} }, { secretRef: {} }] }, ['[0].configMapRef.name', '[1].secretRef.name'], 'envFrom'],
])('what variables are read from has a name: %j', (part, fields, start) => {
  expect(inContainer(part)).toEqual(fields.map((field) => `${c}.${start}${field}: Required value`));
});

test('variables of a group come from one source', () => {
  expect(
    inContainer({ envFrom: [{ prefix: 'A' }, { configMapRef: { name: 'a' }, secretRef: { name: 'b' } }] }),
  ).toEqual([
    `${c}.envFrom[0]: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``,
    `${c}.envFrom[1]: Invalid value: "": may not have more than one field specified at a time`,
  ]);
});
