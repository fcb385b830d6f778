import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../kinds/kinds.ts';
import type { Kind } from '../kinds/kinds.ts';
import { structSchema } from '../kinds/schema.ts';
import { decode, decodePatched } from './decode.ts';

const ofSet = (spec: unknown, more: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec,
  ...more,
});

const inPod = (container: object): object => ({ template: { spec: { containers: [{ name: 'a', ...container }] } } });

function refusal(body: unknown, kind: Kind = 'StatefulSet'): string {
  const decoded = decode(kind, body, 'Strict');
  if (decoded.ok) throw new Error(`not refused: ${JSON.stringify(decoded.object)}`);
  return `${decoded.status.code ?? 0} ${decoded.status.message ?? ''}`;
}

function accepted(body: unknown, kind: Kind = 'StatefulSet'): unknown {
  const decoded = decode(kind, body, 'Strict');
  if (!decoded.ok) throw new Error(decoded.status.message);
  return decoded.object;
}

const cannot = '400 StatefulSet in version "v1" cannot be handled as a StatefulSet: ';

test('API-39: an unknown field is refused with its path, several are joined', () => {
  expect(refusal(ofSet({ replica: 3 }))).toBe(`${cannot}strict decoding error: unknown field "spec.replica"`);
  expect(refusal(ofSet(inPod({ imagee: 'x', ports: [{ containerPort: 1 }, { port: 2 }] })))).toBe(
    `${cannot}strict decoding error: unknown field "spec.template.spec.containers[0].imagee", ` +
      'unknown field "spec.template.spec.containers[0].ports[1].port"',
  );
  expect(refusal(ofSet({}, { Spec: {} }))).toBe(`${cannot}strict decoding error: unknown field "Spec"`);
});

test('PATCH-11: unknown fields are dropped, with a warning or without', () => {
  const body = ofSet({ replicas: 1, replica: 3 });
  const warned = decode('StatefulSet', body, 'Warn');
  expect(warned).toMatchObject({ ok: true, warnings: ['unknown field "spec.replica"'] });
  expect(warned.ok && warned.object.spec).toEqual({ replicas: 1 });
  expect(decode('StatefulSet', body, 'Ignore')).toMatchObject({ ok: true, warnings: [] });
});

test('API-39: another kind or version', () => {
  expect(refusal({ ...ofSet({}), kind: 'Deployment' })).toBe(
    '400 Deployment in version "v1" cannot be handled as a StatefulSet: converting (v1.Deployment) to (apps.StatefulSet): unknown conversion',
  );
  expect(refusal({ apiVersion: 'v1', kind: 'Service' }, 'Pod')).toBe(
    '400 Service in version "v1" cannot be handled as a Pod: converting (v1.Service) to (core.Pod): unknown conversion',
  );
  expect(refusal({ ...ofSet({}), apiVersion: 'apps/v9' })).toBe(
    '400 StatefulSet in version "v9" cannot be handled as a StatefulSet: no kind "StatefulSet" is registered for version "apps/v9" in scheme "pkg/api/legacyscheme/scheme.go:30"',
  );
  expect(refusal({ ...ofSet({}), kind: 'StatefullSet' })).toContain('no kind "StatefullSet" is registered for version');
});

test('API-39: kind and apiVersion come from the URL if they are left out', () =>
  expect(accepted({ metadata: { name: 'web' } })).toEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
  }));

test('API-39: what is no JSON object', () => {
  const start =
    "400 the object provided is unrecognized (must be of type StatefulSet): couldn't get version/kind; json parse error: ";
  expect(refusal('')).toBe(`${start}unexpected end of JSON input (<empty>)`);
  expect(refusal(undefined)).toBe(`${start}unexpected end of JSON input (<empty>)`);
  expect(refusal('{not json')).toBe(
    `${start}invalid character 'n' looking for beginning of object key string ({not json)`,
  );
  const type =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  expect(refusal('[]')).toBe(`${start}json: cannot unmarshal array into Go value of type ${type} (5b5d)`);
  expect(refusal({ kind: 7 })).toBe(
    `${start}json: cannot unmarshal number into Go struct field .kind of type string ({"kind":7})`,
  );
});

test('API-72: a value of another JSON type', () => {
  const misfit = (spec: unknown): string => refusal(ofSet(spec)).slice(cannot.length);
  const field = 'json: cannot unmarshal';
  expect(misfit({ replicas: 'three' })).toBe(
    `${field} string into Go struct field StatefulSetSpec.spec.replicas of type int32`,
  );
  expect(misfit({ replicas: 1.5 })).toBe(
    `${field} number 1.5 into Go struct field StatefulSetSpec.spec.replicas of type int32`,
  );
  expect(misfit({ replicas: 2 ** 31 })).toBe(
    `${field} number 2147483648 into Go struct field StatefulSetSpec.spec.replicas of type int32`,
  );
  expect(misfit([])).toBe(`${field} array into Go struct field StatefulSet.spec of type v1.StatefulSetSpec`);
  expect(misfit({ template: { spec: { containers: {} } } })).toBe(
    `${field} object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container`,
  );
  expect(misfit({ template: { spec: { containers: ['a'] } } })).toBe(
    `${field} string into Go struct field PodSpec.spec.template.spec.containers of type v1.Container`,
  );
  expect(misfit({ podManagementPolicy: 1 })).toBe(
    `${field} number into Go struct field StatefulSetSpec.spec.podManagementPolicy of type v1.PodManagementPolicyType`,
  );
  expect(misfit(inPod({ resources: { limits: [] } }))).toBe(
    `${field} array into Go struct field ResourceRequirements.spec.template.spec.containers.resources.limits of type v1.ResourceList`,
  );
});

test('API-72: a label or annotation that is no text', () => {
  expect(refusal(ofSet({}, { metadata: { name: 'web', annotations: { on: true } } }))).toBe(
    `${cannot}json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string`,
  );
  expect(refusal(ofSet({ template: { metadata: { labels: { a: 1 } } } }))).toBe(
    `${cannot}json: cannot unmarshal number into Go struct field ObjectMeta.spec.template.metadata.labels of type string`,
  );
});

test('API-72: the first misfit counts, and it hides unknown fields', () =>
  expect(refusal(ofSet({ nope: 1, replicas: 'a', serviceName: 2 }))).toBe(
    `${cannot}json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32`,
  ));

test('API-72: a port may be a number or a name', () => {
  expect(refusal({ spec: { ports: [{ port: 80, targetPort: true }] } }, 'Service')).toContain(
    'json: cannot unmarshal bool into Go struct field ServicePort.spec.ports.targetPort of type int32',
  );
  const body = {
    spec: {
      ports: [
        { port: 80, targetPort: 'web' },
        { port: 81, targetPort: 8080 },
      ],
    },
  };
  expect(accepted(body, 'Service')).toMatchObject(body);
});

test('API-73: a text that is no quantity; a number is one', () => {
  const pattern = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  const claim = (storage: unknown): object => ({
    volumeClaimTemplates: [{ spec: { resources: { requests: { storage } } } }],
  });
  expect(refusal(ofSet(claim('big')))).toBe(`${cannot}${pattern}`);
  expect(refusal(ofSet({ ...claim('big'), replicas: 'a' }))).toBe(`${cannot}${pattern}`);
  expect(accepted(ofSet(claim(5)))).toMatchObject({ spec: claim('5') });
});

test('API-16: what Go would not write again is not kept: nulls, and empty values that are no pointers', () => {
  const spec = {
    replicas: 0,
    minReadySeconds: 0,
    serviceName: '',
    ordinals: {},
    volumeClaimTemplates: [],
    selector: null,
  };
  const metadata = { name: 'web', labels: {}, creationTimestamp: null };
  expect(accepted(ofSet(spec, { metadata }))).toMatchObject({ metadata: { name: 'web' }, spec: { replicas: 0 } });
  expect(accepted(ofSet(spec, { metadata }))).toEqual(ofSet({ replicas: 0, ordinals: {} }));
  const pod = { status: { conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null }] } };
  expect(accepted(pod, 'Pod')).toMatchObject(pod);
});

test('a body can name no prototype', () => {
  const body: unknown = JSON.parse('{"metadata":{"labels":{"__proto__":"x","constructor":"y"}},"__proto__":{"a":1}}');
  expect(refusal(body)).toContain('unknown field "__proto__"');
  const labels: unknown = JSON.parse('{"__proto__":"x"}');
  const object = accepted({ metadata: { labels } }) as { metadata: { labels: object } };
  expect(Object.entries(object.metadata.labels)).toEqual([['__proto__', 'x']]);
  expect(Object.getPrototypeOf(object.metadata.labels)).toBe(Object.prototype);
});

test('bodies too large or too deep are refused before they are read', () => {
  expect(refusal({ data: { a: 'x'.repeat(3 * 1024 * 1024) } }, 'ConfigMap')).toBe(
    '413 Request entity too large: limit is 3145728',
  );
  let deep: unknown = {};
  for (let level = 0; level < 300; level++) deep = { deep };
  expect(refusal({ data: deep }, 'ControllerRevision')).toContain('exceeded max depth');
});

test('PATCH-5: a patch whose result does not fit is a 422 that shows it', () => {
  const result = decodePatched('StatefulSet', ofSet({ replica: 3 }), 'Strict', {
    type: 'strategic',
    body: { spec: { replica: 3, a: [1, null] } },
  });
  expect(result).toMatchObject({
    status: {
      code: 422,
      message:
        ' "" is invalid: patch: Invalid value: "map[spec:map[a:[1 <nil>] replica:3]]": strict decoding error: unknown field "spec.replica"',
    },
  });
});

const fieldNames = ['__proto__', 'nope', 'limits'].concat(
  [
    'StatefulSet',
    'StatefulSetSpec',
    'PodTemplateSpec',
    'PodSpec',
    'Container',
    'Volume',
    'ObjectMeta',
    'Event',
  ].flatMap((struct) => [...structSchema(struct).keys()].slice(0, 12)),
);

/** Maps whose fields are often those of some struct, so that decoding goes deep. */
const likely: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; map: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, fc.jsonValue({ maxDepth: 1 }), fc.array(tie('map'), { maxLength: 2 }), tie('map')),
  map: fc.dictionary(fc.constantFrom(...fieldNames), tie('value'), { maxKeys: 6 }),
})).map;

test('API-39: whatever is sent is answered, and what was decoded once decodes to itself', () =>
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.oneof(likely, fc.jsonValue(), fc.string()), (kind, body) => {
      const decoded = decode(kind, body, 'Ignore');
      if (decoded.ok)
        expect(decode(kind, decoded.object, 'Strict')).toEqual({ ok: true, object: decoded.object, warnings: [] });
      else expect(decoded.status.code).toBe(400);
    }),
  ));
