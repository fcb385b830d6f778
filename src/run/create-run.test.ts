// How a run starts: the documents of its text at 0 ms, or all that is wrong with them.
import { expect, test } from 'vitest';
import { createRun } from './create-run.ts';
import type { Refusal } from './run.ts';
import { configMap, printed, scenario, startedRun } from './testing/texts.ts';

test('documents are applied at 0 ms in file order, each by a kubectl apply of its own', () => {
  const run = startedRun(`${configMap('b')}${scenario('seed: 7')}${configMap('a')}`);
  expect(printed(run)).toEqual([
    '0 kubectl apply -f -: 0 configmap/b created',
    '0 kubectl apply -f -: 0 configmap/a created',
  ]);
  expect([run.cluster.nowMs, run.scenario.seed]).toEqual([0, 7]);
});

test('a seed given to the run goes before the one of the scenario', () => {
  const run = startedRun(`${scenario('seed: 7')}${configMap('a')}`, { seed: 8 });
  expect([run.scenario.seed, run.cluster.options.seed]).toEqual([8, 8]);
});

const web = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: nginx
          image: nginx:1.25
`;

function refusals(text: string): readonly string[] {
  const created = createRun(text);
  return created.ok ? [] : created.refusals.map(marked);
}

const marked = ({ line, column, message, subject }: Refusal): string =>
  `${line}:${column} ${subject ?? '-'}: ${message}`;

test('K-24: a refused document is marked at the field the server names, one refusal a cause', () => {
  const text = web.replace('name: nginx\n', 'name: Nginx\n').replace('image: nginx:1.25', 'image: ""');
  expect(refusals(text)).toEqual([
    `15:17 statefulset.apps/web: The StatefulSet "web" is invalid: spec.template.spec.containers[0].name: Invalid value: "Nginx": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
    '16:18 statefulset.apps/web: The StatefulSet "web" is invalid: spec.template.spec.containers[0].image: Required value',
  ]);
});

test('API-73: unknown fields are refused with their paths, each at its key', () => {
  const text = web.replace('replicas', 'replica').replace('image:', 'imag:');
  expect(refusals(text)).toEqual([
    expect.stringMatching(/^7:3 .*strict decoding error: unknown field "spec.replica"$/),
    expect.stringMatching(/^16:11 .*strict decoding error: unknown field "spec.template.spec.containers\[0\].imag"$/),
  ]);
});

test('API-72: a value of a wrong type is marked where it stands', () => {
  expect(refusals(web.replace('replicas: 2', 'replicas: two'))).toEqual([
    expect.stringMatching(/^7:13 statefulset.apps\/web: .*cannot unmarshal string into Go struct field/),
  ]);
});

test('K-119: an unknown kind is marked at its kind, in kubectl’s words', () => {
  expect(refusals(web.replace('kind: StatefulSet', 'kind: StatefullSet'))).toEqual([
    '2:7 -: resource mapping not found for name: "web" namespace: "" from "STDIN": no matches for kind "StatefullSet" in version "apps/v1"\nensure CRDs are installed first',
  ]);
});

test('a text that does not parse, or whose scenario is wrong, starts nothing and tells everything', () => {
  expect(refusals('a: [1')).toHaveLength(1);
  expect(refusals('')).toHaveLength(1);
  expect(
    refusals(`${scenario('seed: x\nquietAfter: soon')}${configMap('a')}`).map((text) => text.split(' ')[0]),
  ).toEqual(['5:9', '6:15']);
});

test('one object twice in a text is refused where it stands the second time', () => {
  expect(refusals(`${configMap('a')}${configMap('a')}`)).toEqual([
    '6:1 configmap/a: configmap/a stands twice in this text, first in line 1; remove one of them',
  ]);
});
