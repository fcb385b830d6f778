// The steps of a scenario: when each comes, what holds it up, and when all is over.
import { expect, test } from 'vitest';
import { configMap, printed, scenario, startedRun } from './testing/texts.ts';

const deleting = (name: string): string => `run: kubectl delete cm ${name}`;

test('steps come now, at a time, after the one before, and when all is quiet', () => {
  const steps = `quietAfter: 2s
steps:
  - {${deleting('a')}}
  - {at: 5s, ${deleting('b')}}
  - {after: 1s, ${deleting('c')}}
  - {at: 1s, ${deleting('d')}}
  - {when: quiet, ${deleting('e')}}
  - {after: 500ms}`;
  const run = startedRun(scenario(steps) + ['a', 'b', 'c', 'd', 'e'].map((name) => configMap(name)).join(''));
  expect(run.advanceToEnd()).toBe(10_500);
  expect(printed(run).slice(5)).toEqual([
    '0 kubectl delete cm a: 0 configmap "a" deleted from default namespace',
    '5000 kubectl delete cm b: 0 configmap "b" deleted from default namespace',
    '6000 kubectl delete cm c: 0 configmap "c" deleted from default namespace',
    '6000 kubectl delete cm d: 0 configmap "d" deleted from default namespace',
    '8000 kubectl delete cm e: 0 configmap "e" deleted from default namespace',
  ]);
});

test('a run tells when each step was played, and so does a fork of it', () => {
  const steps = `steps:\n  - {${deleting('a')}}\n  - {at: 5s}\n  - {after: 1s, ${deleting('b')}}`;
  const run = startedRun(scenario(steps) + configMap('a') + configMap('b'));
  run.advanceTo(9000);
  const played = [
    { atMs: 0, at: 0 },
    { atMs: 5000, at: 1 },
    { atMs: 6000, at: 2 },
  ];
  expect([run.playedSteps, run.forkAt(5500).playedSteps]).toEqual([played, played.slice(0, 2)]);
});

test('the end is a time after the last step, a condition, or quiet', () => {
  const ends = ['end: 3s', 'end: create cm/a', 'quietAfter: 4s'];
  expect(ends.map((end) => startedRun(scenario(end) + configMap('a')).advanceToEnd())).toEqual([3000, 0, 4000]);
});

test('a run goes on beyond its end', () => {
  const run = startedRun(scenario('end: 3s') + configMap('a'));
  expect([run.advanceTo(2999), run.isOver(), run.advanceTo(10_000), run.isOver()]).toEqual([2999, false, 10_000, true]);
});

const held = configMap('held', ', finalizers: [example.com/hold]');
const release = JSON.stringify({
  method: 'PATCH',
  path: '/api/v1/namespaces/default/configmaps/held',
  contentType: 'application/merge-patch+json',
  body: { metadata: { finalizers: null } },
});

test('a command that takes cluster time holds up the next step', () => {
  const steps = `end: 1s\nsteps:\n  - {${deleting('held')}}\n  - {${deleting('a')}}`;
  const run = startedRun(scenario(steps) + held + configMap('a'));
  run.advanceTo(7000);
  expect(printed(run).slice(2)).toEqual([
    '0 kubectl delete cm held: in flight configmap "held" deleted from default namespace',
  ]);
  run.submit({ kind: 'request', value: release });
  run.advanceTo(7060);
  expect(
    printed(run)
      .slice(2)
      .map((line) => line.split(' configmap')[0]),
  ).toEqual([
    '0 kubectl delete cm held: 0',
    '7000 PATCH /api/v1/namespaces/default/configmaps/held: 200',
    '7000 kubectl delete cm a: 0',
  ]);
  expect(run.advanceToEnd()).toBe(8060);
});

test('a step waits for an object that is not there yet, and notices what lasts no time', () => {
  const steps = `end: 1s
steps:
  - when: jsonpath={.data.a}=1 cm/late
    run: kubectl delete cm a`;
  const run = startedRun(scenario(steps) + configMap('a'));
  run.advanceTo(3000);
  const create = { method: 'POST', path: '/api/v1/namespaces/default/configmaps' };
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' }, data: { a: '1' } };
  run.submit({ kind: 'request', value: JSON.stringify({ ...create, body }) });
  expect(run.advanceToEnd()).toBe(4060);
  expect(printed(run).at(-1)).toContain('3000 kubectl delete cm a: 0');
});

test('what is not met within 600 s ends the run as stuck and says what it waited for', () => {
  const steps =
    'steps:\n  - {run: kubectl delete cm a}\n  - {when: condition=Ready pod/nobody, run: kubectl delete cm b}';
  const run = startedRun(scenario(steps) + configMap('a') + configMap('b'));
  expect(run.advanceToEnd()).toBe(600_060);
  expect([run.isOver(), run.stuckOn()]).toEqual([true, 'step 2 (line 7): condition=Ready=True pod/nobody']);
  expect(printed(run)).toHaveLength(3);
});

test('an end that is not met, and a command that never ends, are stuck too', () => {
  const endless = startedRun(scenario('end: delete cm/a') + configMap('a'));
  expect([endless.advanceToEnd(), endless.stuckOn()]).toEqual([600_000, 'end: delete cm/a']);
  const hanging = startedRun(scenario('steps:\n  - {run: kubectl delete cm held}') + held);
  expect([hanging.advanceToEnd(), hanging.stuckOn()]).toEqual([600_000, 'step 1 (line 6): kubectl delete cm held']);
});

test('a step applies documents, asks by HTTP, and is recorded with its answer when it is refused', () => {
  const steps = `end: 0s
steps:
  - apply: |
      ${configMap('a').replaceAll('\n', '\n      ')}
  - request: {method: GET, path: /api/v1/namespaces/default/configmaps/a}
  - request: {method: GET, path: /api/v1/namespaces/default/configmaps/nosuch}
  - run: kubectl delete cm nosuch
  - run: chaos crash pod/p`;
  const run = startedRun(scenario(steps));
  run.advanceToEnd();
  expect(printed(run)).toEqual([
    '0 kubectl apply -f -: 0 configmap/a created',
    '0 GET /api/v1/namespaces/default/configmaps/a: 200',
    '0 GET /api/v1/namespaces/default/configmaps/nosuch: 404',
    '0 kubectl delete cm nosuch: 1 Error from server (NotFound): configmaps "nosuch" not found',
    '60 chaos crash pod/p: 1 error: there is no Pod "p"',
  ]);
});

test('$NODE is the node that a Pod was last bound to, though the Pod is gone', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {nodeName: node-2, containers: [{name: c, image: x}]}\n';
  const steps = `end: 0s
steps:
  - {run: kubectl delete pod p --force}
  - {node: p, run: kubectl delete node $NODE --dry-run=server}
  - {when: create node/$NODE, run: kubectl delete node "$NODE" --dry-run=client}`;
  const run = startedRun(scenario(steps) + pod);
  run.advanceToEnd();
  expect(
    printed(run)
      .slice(2)
      .map((line) => line.replace(/^\d+ /, '')),
  ).toEqual([
    'kubectl delete node $NODE --dry-run=server: 0 node "node-2" deleted (server dry run)',
    'kubectl delete node "$NODE" --dry-run=client: 0 node "node-2" deleted (dry run)',
  ]);
});
