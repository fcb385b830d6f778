import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { Pod } from './pod.ts';
import { container, pod } from './testing/samples.ts';

const { withDefaults, validate } = definitions.Pod;

/** Parts as a client may send them, whatever the types say. */
const mistakes = (spec: object): readonly string[] =>
  validate(withDefaults(pod(spec satisfies Partial<Pod['spec']>)), {}).map(
    ({ field, message }) => `${field}: ${message}`,
  );

const c = 'spec.containers[0]';
const oneOf = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
const fieldRef = { fieldPath: 'metadata.name' };

test.each([
  [{ image: ' nginx' }, `${c}.image: Invalid value: " nginx": must not have leading or trailing whitespace`],
  [
    { terminationMessagePolicy: 'X' },
    `${c}.terminationMessagePolicy: Unsupported value: "X": supported values: "FallbackToLogsOnError", "File"`,
  ],
  [
    {
      ports: [
        { containerPort: 1, name: 'a' },
        { containerPort: 2, name: 'a' },
      ],
    },
    `${c}.ports[1].name: Duplicate value: "a"`,
  ],
  [
    {
      ports: [
        { containerPort: 1, hostPort: 9 },
        { containerPort: 2, hostPort: 9 },
      ],
    },
    `${c}.ports[1].hostPort: Duplicate value: "TCP//9"`,
  ],
  [{ env: [{ value: 'x' }] }, `${c}.env[0].name: Required value`],
  [
    { env: [{ name: 'a=b' }] },
    `${c}.env[0].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='`,
  ],
  [{ env: [{ name: 'A', valueFrom: {} }] }, `${c}.env[0].valueFrom: Invalid value: "": ${oneOf}`],
  [
    { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef } }] },
    `${c}.env[0].valueFrom: Invalid value: "": may not be specified when \`value\` is not empty`,
  ],
  [
    { env: [{ name: 'A', valueFrom: { fieldRef, configMapKeyRef: { name: 'x', key: 'y' } } }] },
    `${c}.env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time`,
  ],
])('a container with %j', (part, text) => {
  expect(mistakes({ containers: [{ ...container, ...part }] })).toEqual([text]);
});

const mounting = (mount: object): readonly string[] =>
  mistakes({ volumes: [{ name: 'v' }], containers: [{ ...container, volumeMounts: [mount] }] });

test('API-64: a mount has a volume, a place and a path within', () => {
  expect(mounting({ name: 'v', mountPath: '/x', subPath: 'a/b' })).toEqual([]);
  expect(mounting({ mountPath: '/x' })).toContain(`${c}.volumeMounts[0].name: Required value`);
  expect(mounting({ name: 'v' })).toEqual([`${c}.volumeMounts[0].mountPath: Required value`]);
  const within = `${c}.volumeMounts[0].subPath: Invalid value:`;
  expect(mounting({ name: 'v', mountPath: '/x', subPath: '/a' })).toEqual([`${within} "/a": must be a relative path`]);
  expect(mounting({ name: 'v', mountPath: '/x', subPath: '../a' })).toEqual([
    `${within} "../a": must not contain '..'`,
  ]);
});

test('API-62: init containers share their names with the others, and are not probed', () => {
  expect(mistakes({ initContainers: [container] })).toEqual(['spec.initContainers[0].name: Duplicate value: "main"']);
  const probed = { ...container, name: 'first', readinessProbe: { tcpSocket: { port: 1 } } };
  expect(mistakes({ initContainers: [probed] })).toEqual([
    'spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
  ]);
  expect(mistakes({ initContainers: [{ ...probed, restartPolicy: 'Always' }] })).toEqual([]);
});
