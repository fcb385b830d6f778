import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { FieldError } from './field-error.ts';
import { isIpAddress } from './ip-address.ts';
import type { Service } from './service.ts';
import { service } from './testing/samples.ts';

const { withDefaults, validate, validateUpdate, warnings } = definitions.Service;
const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);
/** Parts as a client may send them, whatever the types say. */
const given = (spec: object): Service => withDefaults(service(spec));
const mistakes = (spec: object): readonly string[] => texts(validate(given(spec), {}));

test('API-70: ports', () => {
  expect(mistakes({})).toEqual([]);
  expect(mistakes({ ports: [] })).toEqual(['spec.ports: Required value']);
  expect(mistakes({ ports: [], clusterIP: 'None' })).toEqual([]);
  expect(mistakes({ ports: [{ port: 0 }] })).toEqual([
    'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
  ]);
  expect(mistakes({ ports: [{ port: 1 }, { port: 2, name: 'a' }] })).toEqual(['spec.ports[0].name: Required value']);
  expect(mistakes({ ports: [{ port: 1, nodePort: 30000 }] })).toEqual([
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ]);
});

test('API-67, API-70: types', () => {
  expect(mistakes({ type: 'Magic' })).toEqual([
    'spec.type: Unsupported value: "Magic": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
  ]);
  expect(mistakes({ type: 'ExternalName' })).toEqual(['spec.externalName: Required value']);
  expect(mistakes({ type: 'ExternalName', externalName: 'example.com.' })).toEqual([]);
  expect(mistakes({ type: 'NodePort', clusterIP: 'None' })).toEqual([
    `spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services`,
  ]);
});

test('API-70: an address is one', () => {
  expect(mistakes({ clusterIP: 'yes' })).toEqual([
    'spec.clusterIPs[0]: Invalid value: "yes": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
  ]);
});

test.each([
  ['10.9.8.7', true],
  ['2001:db8::ffff', true],
  ['::', true],
  ['::ffff:1.2.3.4', true],
  ['1:2:3:4:5:6:7:8', true],
  ['10.9.8.256', false],
  ['10.9.8.07', false],
  ['10.9.8', false],
  ['1:2:3:4:5:6:7', false],
  ['1::2::3', false],
  ['', false],
])('whether "%s" is an IP address: %s', (text, isOne) => {
  expect(isIpAddress(text)).toBe(isOne);
});

test('API-50: the address of a Service stays', () => {
  const old = given({ clusterIP: '10.96.0.9' });
  expect(texts(validateUpdate(given({ clusterIP: 'None' }), old, {}))).toEqual([
    'spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
  ]);
  expect(validateUpdate(withDefaults(service({ ports: [{ port: 81 }] }), {}, old), old, {})).toEqual([]);
});

test('DEF-17: what a headless Service ignores', () => {
  expect(warnings(given({ clusterIP: 'None', sessionAffinity: 'ClientIP', externalIPs: ['1.2.3.4'] }))).toEqual([
    'spec.externalIPs is ignored for headless services',
    'spec.SessionAffinity is ignored for headless services',
  ]);
  expect(warnings(given({ clusterIP: 'None' }))).toEqual([]);
});
