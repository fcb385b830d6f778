import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultEntry, gallery } from '../scenarios/gallery.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { deflated } from './deflate.ts';
import { limits } from './limits.ts';
import type { LinkState } from './link-state.ts';
import { readLink, writeLink } from './link.ts';
import { textHash } from './text-hash.ts';

const state: LinkState = {
  scenarioText: defaultEntry.text,
  inputs: [
    { atMs: 4_000, kind: 'edit', value: defaultEntry.text.replace('replicas: 3', 'replicas: 4') },
    { atMs: 9_500, kind: 'line', value: 'kubectl delete pod tkb-sts-1' },
    { atMs: 9_500, kind: 'request', value: '{"method":"GET","path":"/api"}' },
    { atMs: 12_000, kind: 'edit', value: 'kind: Pod\nmetadata: {name: "中文 😀"}\n' },
  ],
  editorText: 'kind: Pod\nmetadata: {name: "中文 😀 x"}\n',
  cursor: { ms: 13_337, revision: 210 },
  view: { selected: 'Pod default/tkb-sts-0', speed: 2, calm: true },
  lesson: { id: 'first', step: 3 },
  engine: '0.1.0',
  checksum: '0123456789abcdef',
};

async function written(link: LinkState): Promise<string> {
  const result = await writeLink(link);
  if (!result.ok) throw new Error(`must be written: ${result.problem.code}`);
  return result.fragment;
}

/** A link of any JSON. */
const linkOf = async (json: unknown): Promise<string> => `1.${toBase64Url(await deflated(JSON.stringify(json)))}`;

async function problemOf(fragment: string) {
  const read = await readLink(fragment);
  if (read.ok) throw new Error('must not open');
  return read;
}

test('a link opens as what was written, with and without its #', async () => {
  const fragment = await written(state);
  expect(fragment).toMatch(/^2\.[A-Za-z0-9_-]+$/);
  expect(await readLink(fragment)).toEqual({ ok: true, state });
  expect(await readLink(`#${fragment}`)).toEqual({ ok: true, state });
});

test('a text of the gallery is named, not copied', async () => {
  const { view: _view, lesson: _lesson, ...plain } = { ...state, inputs: [], editorText: defaultEntry.text };
  expect((await written(plain)).length).toBeLessThan(260);
  const edited = defaultEntry.text.replace('replicas: 3', 'replicas: 5');
  expect((await written({ ...plain, scenarioText: edited, editorText: edited })).length).toBeLessThan(300);
});

test('links of format 1 open for ever', async () => {
  // Written by the first version; a field it did not know is passed over.
  const old =
    '1.Rc5BDoIwEIXhq5DndjSgUE0P4CVIF7WM0FiBTNuFMd7dVBZu_zf5Mm9Ex7MVv0C_MdoQWF7QuHuJaR-TlQTCZOMEjbZT6m5P7e10adW5cyDw4FOE7vuaGsKuusryhDEfgp_XvE0NIfiZQXjkG7sUqpFTtS5DhKH-uCGgYijCDsYYs8VF_nTpBJcl_mpHqhzNY5E16kN9aEBwE7tHzE9olPeCTSxXz2GATpL58wU';
  const first = gallery.find(({ id }) => id === 'first-start')?.text ?? '';
  const scenarioText = `# From${first.slice(1)}`;
  const last = `#${first.slice(1)}`;
  expect(await readLink(old)).toEqual({
    ok: true,
    state: {
      scenarioText,
      inputs: [
        { atMs: 1, kind: 'line', value: 'kubectl get pods' },
        { atMs: 2, kind: 'edit', value: last },
      ],
      editorText: `#${last}`,
      cursor: { ms: 5, revision: 6 },
      engine: '0.0.1',
      checksum: 'c',
    },
  });
});

test('the texts of the gallery have not changed since they were published', () => {
  expect(Object.fromEntries(gallery.map(({ id, text }) => [id, textHash(text)]))).toEqual({
    'first-start': '4566fa34b384675c',
    'first-update': '022ea2068c9d209e',
  });
});

test('any state survives', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  const ms = fc.nat({ max: limits.ms });
  const kind = fc.constantFrom('line' as const, 'edit' as const, 'request' as const);
  const states = fc.record(
    {
      scenarioText: fc.oneof(
        text,
        fc.constant(defaultEntry.text),
        text.map((more) => defaultEntry.text + more),
      ),
      inputs: fc.array(fc.record({ atMs: ms, kind, value: text }), { maxLength: 6 }),
      editorText: text,
      cursor: fc.record({ ms, revision: fc.nat() }),
      view: fc.dictionary(
        text.filter((name) => name !== '__proto__'),
        fc.oneof(text, fc.boolean(), fc.integer()),
        {
          noNullPrototype: true,
        },
      ),
      lesson: fc.record({ id: text, step: fc.nat() }),
      engine: text,
      checksum: text,
    },
    { requiredKeys: ['scenarioText', 'inputs', 'editorText', 'cursor', 'engine', 'checksum'], noNullPrototype: true },
  );
  const survives = fc.asyncProperty(states, async (any) => {
    expect(await readLink(await written(any))).toEqual({ ok: true, state: any });
  });
  expect(await fc.check(survives, { numRuns: 500, seed: 1 })).toMatchObject({ failed: false });
});

test('nothing after the # is empty, anything else is malformed', async () => {
  for (const nothing of ['', '#', '1.']) expect((await problemOf(nothing)).problem.code).toBe('empty');
  for (const odd of ['section-2', '0.abc', '1', 'a.b', '1.a/b=', '-1.ab', '1.\u0000\u0000']) {
    expect([odd, (await problemOf(odd)).problem.code]).toEqual([odd, 'malformed']);
  }
});

test('a newer format says which it is', async () => {
  expect(await problemOf((await written(state)).replace(/^2/, '3'))).toEqual({
    ok: false,
    problem: { code: 'newer', params: { format: 3, known: 2 } },
  });
});

test('a truncated link offers what could be read', async () => {
  const scenarioText = `# ${Array.from({ length: 400 }, (_, at) => (at * 7_919) % 1_009).join(' ')}\n${defaultEntry.text}`;
  const inputs = Array.from({ length: 200 }, (_, at) => ({
    ...{ atMs: at, kind: 'line' as const, value: `kubectl get pod x-${(at * 7_919) % 1_009}` },
  }));
  const { view: _view, lesson: _lesson, ...plain } = state;
  const fragment = await written({ ...plain, scenarioText: scenarioText.repeat(2), inputs, editorText: 'x' });
  const cut = await problemOf(fragment.slice(0, fragment.length - 200));
  expect(cut.problem.code).toBe('damaged');
  expect(cut.readable).toEqual({ scenarioText: scenarioText.repeat(2), inputs: [] });
  for (let length = 2; length < fragment.length; length += 37) {
    expect(['damaged', 'empty', 'malformed']).toContain((await problemOf(fragment.slice(0, length))).problem.code);
  }
});

test('a link with something after its end opens all the same', async () => {
  expect(await readLink(`${await written(state)}AAAA`)).toEqual({ ok: true, state });
});

test('a hostile payload is stopped at the limit while it is read', async () => {
  const bomb = await linkOf({ scenario: 'a: 1', inputs: [], editor: '0'.repeat(200_000_000) });
  expect(bomb.length).toBeLessThan(limits.fragmentCharacters);
  const { problem, readable } = await problemOf(bomb);
  expect(problem).toEqual({ code: 'too-large', params: { limit: limits.inflatedBytes } });
  expect(readable).toEqual({ scenarioText: 'a: 1', inputs: [] });
  expect((await problemOf(`1.${'A'.repeat(limits.fragmentCharacters)}`)).problem.code).toBe('too-large');
});

test('few edits cannot stand for gigabytes of text', async () => {
  const grown = Array.from({ length: 4_000 }, () => [0, 'edit', [[0, 0, 'x']]]);
  const fragment = await linkOf({
    scenario: 'y'.repeat(100_000),
    inputs: grown,
    cursor: [0, 0],
    engine: '',
    checksum: '',
  });
  expect((await problemOf(fragment)).problem).toEqual({
    code: 'too-large',
    params: { limit: limits.editedCharacters },
  });
});

test('a state that is too large is not written', async () => {
  const text = Array.from({ length: 60_000 }, (_, at) => at).join(' ');
  expect(await writeLink({ ...state, scenarioText: text })).toEqual({
    ok: false,
    problem: { code: 'too-large', params: { limit: limits.inflatedBytes } },
  });
});

const valid = { scenario: 'a: 1', inputs: [[1, 'line', 'x']], cursor: [1, 2], engine: 'e', checksum: 'c' };

test.each([
  ['scenario', { scenario: 5 }],
  ['scenario', { scenario: { gallery: 'first-start' } }],
  [
    'scenario',
    { scenario: { gallery: 'first-update', hash: textHash(defaultEntry.text), edits: [[9_999_999, 0, '']] } },
  ],
  ['inputs', { inputs: [[1, 'line']] }],
  ['inputs', { inputs: [[-1, 'line', 'x']] }],
  ['inputs', { inputs: [[1, 'edit', 'x']] }],
  ['inputs', { inputs: [[1, 'edit', [[0, 99, '']]]] }],
  ['inputs', { inputs: Array.from({ length: limits.inputs + 1 }, () => [1, 'line', 'x']) }],
  ['editor', { editor: [[99, 0, 'x']] }],
  ['cursor', { cursor: [1] }],
  ['cursor', { cursor: [limits.ms + 1, 0] }],
  ['view', { view: { a: {} } }],
  ['view', { view: JSON.parse('{"__proto__": 1}') as unknown }],
  ['lesson', { lesson: ['a', -1] }],
  ['engine', { engine: null }],
  ['checksum', { checksum: undefined }],
])('a wrong %s is named: %j', async (field, change) => {
  expect((await readLink(await linkOf(valid))).ok).toBe(true);
  expect((await problemOf(await linkOf({ ...valid, ...change }))).problem).toEqual({
    code: 'invalid',
    params: { field },
  });
});

test('an invalid link still offers its text', async () => {
  expect((await problemOf(await linkOf({ ...valid, cursor: 'here' }))).readable).toEqual({
    scenarioText: 'a: 1',
    inputs: [{ atMs: 1, kind: 'line', value: 'x' }],
  });
});

test('a scenario that is not known, or is another one now, is named', async () => {
  const unknown = await linkOf({ ...valid, scenario: { gallery: 'nowhere', hash: '' } });
  expect((await problemOf(unknown)).problem).toEqual({ code: 'unknown-scenario', params: { id: 'nowhere' } });
  const changed = await linkOf({ ...valid, scenario: { gallery: 'first-start', hash: 'else' } });
  expect((await problemOf(changed)).problem).toEqual({ code: 'changed-scenario', params: { id: 'first-start' } });
});

test('no text makes the reader throw: random ones and broken links', async () => {
  const fragment = await written(state);
  const bytes = fromBase64Url(fragment.slice(2)) ?? new Uint8Array();
  const place = fc.nat({ max: bytes.length - 1 });
  const broken = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = bytes.slice();
    for (const [at, byte] of changes) copy[at] = byte;
    return `1.${toBase64Url(copy)}`;
  });
  const random = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `1.${text}`),
    fc.uint8Array({ maxLength: 200 }).map((some) => `1.${toBase64Url(some)}`),
    fc.nat({ max: fragment.length }).map((length) => fragment.slice(0, length)),
    broken,
    broken,
  );
  const reads = fc.asyncProperty(random, async (text) => {
    const read = await readLink(text);
    return read.ok || read.problem.code.length > 0;
  });
  expect(await fc.check(reads, { numRuns: 2_000, seed: 1 })).toMatchObject({ failed: false });
});

const lines = [
  'kubectl scale sts tkb-sts --replicas=5',
  'kubectl delete pod tkb-sts-1',
  'kubectl set image sts/tkb-sts ctr-web=nginx:1.27',
  'kubectl rollout undo sts/tkb-sts',
  'chaos crash pod/tkb-sts-0',
  'chaos power-off node/node-2',
  'chaos power-on node/node-2',
  'kubectl scale sts tkb-sts --replicas=3',
  'kubectl delete pod tkb-sts-2 --force',
  'kubectl label pod tkb-sts-0 a=b',
];

const tenActions = lines.map((value, at) => ({ atMs: 70_123 + at * 13_777, kind: 'line' as const, value }));

test('a link of the first scenario with three edits and ten actions is under 300 characters', async () => {
  const one = defaultEntry.text.replace('replicas: 3', 'replicas: 5');
  const two = one.replace('nginx:latest', 'nginx:1.28');
  const three = two.replace('PeriodSeconds: 10', 'PeriodSeconds: 30');
  const edits = [one, two, three].map((value, at) => ({ atMs: 12_345 + at * 17_333, kind: 'edit' as const, value }));
  const link = { ...plain(defaultEntry.text), inputs: [...edits, ...tenActions], editorText: three };
  const fragment = await written(link);
  expect(fragment.length).toBeLessThan(300);
  expect(await readLink(fragment)).toEqual({ ok: true, state: link });
});

test('a link of a page of YAML with ten actions is under 1,000 characters', async () => {
  const link = { ...plain(pageOfYaml), inputs: tenActions };
  const fragment = await written(link);
  expect(pageOfYaml.length).toBeGreaterThan(1_400);
  expect(fragment.length).toBeLessThan(1_000);
  expect(await readLink(fragment)).toEqual({ ok: true, state: link });
});

const plain = (text: string): LinkState => ({
  ...{ scenarioText: text, inputs: [], editorText: text, cursor: { ms: 213_337, revision: 1_210 } },
  ...{ engine: '1', checksum: '9f3c55aab27e01d4' },
});

test('phrases that would come to more than a link may hold are not read', async () => {
  const bomb = `2.${toBase64Url(await deflated(`{"scenario":"${'\u001f '.repeat(100_000)}`))}`;
  expect((await problemOf(bomb)).problem.code).toBe('too-large');
});

test('a character that stands for no phrase is passed over', async () => {
  const odd = `2.${toBase64Url(await deflated('{\u001f~\u001f'))}`;
  expect((await problemOf(odd)).problem.code).toBe('damaged');
});

const pageOfYaml = `apiVersion: v1
kind: Service
metadata:
  name: postgres
spec:
  clusterIP: None
  selector: {app: postgres}
  ports: [{name: pg, port: 5432}]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: postgres-settings
data:
  POSTGRES_DB: shop
  POSTGRES_USER: keeper
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: postgres
  labels: {app: postgres, tier: data}
spec:
  serviceName: postgres
  replicas: 4
  podManagementPolicy: Parallel
  updateStrategy:
    type: RollingUpdate
    rollingUpdate: {partition: 2}
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Delete
  selector:
    matchLabels: {app: postgres}
  template:
    metadata:
      labels: {app: postgres, tier: data}
    spec:
      terminationGracePeriodSeconds: 45
      containers:
        - name: database
          image: postgres:17.2
          envFrom: [{configMapRef: {name: postgres-settings}}]
          ports: [{containerPort: 5432, name: pg}]
          readinessProbe:
            exec: {command: [pg_isready, -U, keeper]}
            initialDelaySeconds: 5
            periodSeconds: 3
          resources:
            requests: {cpu: 250m, memory: 512Mi}
            limits: {memory: 1Gi}
          volumeMounts:
            - {name: pgdata, mountPath: /var/lib/postgresql/data}
  volumeClaimTemplates:
    - metadata: {name: pgdata}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 20Gi}}
`;
