// What the headless runner prints, and its exit status.
import { expect, test } from 'vitest';
import { simProgram } from './sim-program.ts';
import type { SimResult } from './sim-program.ts';

const scenario = (spec: string): string =>
  `apiVersion: ordinal.dev/v1\nkind: Scenario\nmetadata: {name: test}\nspec: ${spec}\n---\n`;
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n';

const files: { readonly [name: string]: string } = {
  'good.yaml': `${scenario('{nodes: 2, end: 5s, steps: [{at: 1s, run: kubectl delete cm a}, {request: {method: GET, path: /api/v1/nodes/node-2}}]}')}${configMap}`,
  'stuck.yaml': `${scenario('{end: delete cm/a}')}${configMap}`,
  'bad.yaml': `${configMap}${configMap.replace('kind: ConfigMap', 'kind: ConfigMop').replace('name: a', 'name: b')}nope: 1\nkind: [`,
  'refused.yaml': `${configMap.replace('name: a', 'name: A_').replace('---', 'nope: 1\n---')}${configMap.replace('ConfigMap', 'Nothing')}`,
};

const sim = (line: string): SimResult => simProgram(line.split(' '), (file) => files[file]);

const lines = ({ stdout }: SimResult): readonly Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('changes: one line a write, the starting Nodes first', () => {
  const changes = lines(sim('good.yaml'));
  expect(changes.map((change) => Object.keys(change).join(' '))).toEqual(
    changes.map(() => 'atMs revision type actor cause reason object'),
  );
  const named = changes.map(({ atMs, type, object }) => {
    const { kind, metadata } = object as { kind: string; metadata: { name: string } };
    return [atMs, type, kind, metadata.name];
  });
  expect(named).toEqual([
    [0, 'ADDED', 'Node', 'node-1'],
    [0, 'ADDED', 'Node', 'node-2'],
    [0, 'ADDED', 'ConfigMap', 'a'],
    [1000, 'DELETED', 'ConfigMap', 'a'],
  ]);
  expect(changes[2]).toMatchObject({ actor: 'user', cause: { input: 4 }, reason: { rule: 'API-2' } });
});

test('answers: a line for each document and step', () => {
  expect(lines(sim('good.yaml --output answers'))).toEqual([
    { atMs: 0, run: 'kubectl apply -f -', exit: 0, stdout: 'configmap/a created\n', stderr: '' },
    {
      atMs: 1000,
      run: 'kubectl delete cm a',
      exit: 0,
      stdout: 'configmap "a" deleted from default namespace\n',
      stderr: '',
    },
    {
      atMs: 1000,
      request: 'GET /api/v1/nodes/node-2',
      status: 200,
      answer: expect.objectContaining({ kind: 'Node' }) as unknown,
    },
  ]);
});

test('objects and events at the end, sorted by kind, namespace and name', () => {
  const objects = lines(sim('good.yaml --output objects'));
  const names = objects.map(({ kind, metadata }) => {
    const { namespace = '', name } = metadata as { namespace?: string; name: string };
    return `${String(kind)} ${namespace} ${name}`;
  });
  expect(names).toEqual([...names].sort());
  expect(names).toContain('Namespace  kube-system');
  expect(lines(sim('good.yaml --output events'))).toEqual([]);
});

test('waits: from when to when, by whom, for what reason', () => {
  const waiting = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: x, resources: {requests: {cpu: "99"}}}]\n`;
  const { stdout } = simProgram(['-', '--output', 'waits'], () => waiting);
  expect(lines({ exit: 0, stdout, stderr: '' })).toContainEqual({
    fromMs: expect.any(Number) as unknown,
    toMs: null,
    component: 'default-scheduler',
    key: 'default/p',
    reason: expect.objectContaining({ rule: expect.stringMatching(/^SCHED-/) as unknown }) as unknown,
  });
});

test('--until ends at a time or when all is quiet, --seed plays another chance', () => {
  const last = (result: SimResult): unknown => lines(result).at(-1)?.['atMs'];
  expect([last(sim('good.yaml --until 999ms')), last(sim('stuck.yaml --until quiet'))]).toEqual([0, 0]);
  expect([sim('stuck.yaml --until=quiet').exit, sim('stuck.yaml --until 20m').exit]).toEqual([0, 0]);
  expect(sim('good.yaml --seed 2').stdout).not.toBe(sim('good.yaml').stdout);
});

test('exit status 1: every cause with file, line and column, and nothing is run', () => {
  expect(sim('refused.yaml')).toEqual({
    exit: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^refused.yaml:4:1: .*unknown field "nope"\nrefused.yaml:7:7: resource mapping not found .* ensure CRDs are installed first\n$/,
    ) as unknown,
  });
  expect(sim('bad.yaml').exit).toBe(1);
});

test.each([
  ['', 'FILE is missing'],
  ['nofile.yaml', 'nofile.yaml cannot be read'],
  ['good.yaml stuck.yaml', 'one FILE only, not also stuck.yaml'],
  ['good.yaml --until soon', '--until must be quiet or a duration such as 90s or 5m, not soon'],
  ['good.yaml --seed one', '--seed must be a whole number, not one'],
  ['good.yaml --output pictures', '--output must be one of changes, events, objects, waits, answers, not pictures'],
  ['good.yaml --until', '--until needs a value'],
  ['good.yaml --loud', 'unknown option --loud'],
])('exit status 2: %s', (line, message) => {
  const { exit, stdout, stderr } = simProgram(line.split(' ').filter(Boolean), (file) => files[file]);
  expect([exit, stdout, stderr.split('\n')[0]]).toEqual([2, '', message]);
});

test('exit status 3: what happened is printed, and what was waited for is said', () => {
  const { exit, stdout, stderr } = sim('stuck.yaml');
  expect([exit, stderr]).toEqual([3, 'stuck: not met within 600 s of cluster time: end: delete cm/a\n']);
  expect(stdout).toContain('"ConfigMap"');
});

test('exit status 3: a livelock is told in one sentence, any other fault is not hidden', () => {
  const throwing = (message: string) => () => {
    throw new Error(message);
  };
  const livelock = simProgram(['x'], () => '', throwing('livelock at 5 ms: a, b'));
  expect(livelock).toEqual({ exit: 3, stdout: '', stderr: 'stuck: livelock at 5 ms: a, b\n' });
  expect(() => simProgram(['x'], () => '', throwing('must hold'))).toThrow('must hold');
});
