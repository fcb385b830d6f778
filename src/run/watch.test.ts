// What `kubectl get -w` prints in a run, while other lines act on it.
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { configMap, startedRun } from './testing/texts.ts';

function typed(run: Run, line: string): number {
  run.submit({ kind: 'line', value: line });
  return run.answers.length - 1;
}

function stdout(run: Run, at: number): string {
  const answer = run.answers[at];
  return answer && 'run' in answer ? answer.stdout : '';
}

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {terminationGracePeriodSeconds: 1, containers: [{name: nginx, image: nginx:1.25}]}
`;

test('K-61, TUT-4, POD-10: get -w prints what is there, a row for each change, and the last state of what is deleted', () => {
  const run = startedRun(configMap('a'));
  const at = typed(run, 'kubectl get pods -w');
  expect(stdout(run, at)).toBe('');
  run.submit({ kind: 'edit', value: run.text + pod });
  run.advanceTo(10_000);
  typed(run, 'kubectl delete pod web --wait=false');
  run.advanceTo(20_000);
  const rows = stdout(run, at).split('\n');
  expect(rows[0]).toBe('NAME   READY   STATUS    RESTARTS   AGE');
  const states = rows.slice(1, -1).map((row) => row.split(/ {2,}/).slice(1, 3).join(' '));
  expect(states).toEqual([
    '0/1 Pending',
    '0/1 Pending',
    '0/1 ContainerCreating',
    '0/1 ContainerCreating',
    '1/1 Running',
    '1/1 Terminating',
    '1/1 Terminating',
    '0/1 Completed',
    '0/1 Completed',
    '0/1 Completed',
  ]);
  expect(run.state().kind).toBe('settled');
});

test('K-61: a watch says which event it was, of one object if it is named, and keeps its columns', () => {
  const run = startedRun(configMap('a') + configMap('b'));
  const every = typed(run, 'kubectl get cm -w --output-watch-events --field-selector=metadata.name!=kube-root-ca.crt');
  const one = typed(run, 'kubectl get cm b -w -o name');
  const only = typed(run, 'kubectl get cm b --watch-only -L x');
  typed(run, 'kubectl label cm b x=1');
  typed(run, 'kubectl create -f -');
  typed(run, 'kubectl delete cm a');
  run.advanceTo(1_000);
  expect(stdout(run, every)).toBe(`EVENT      NAME   DATA   AGE
ADDED      a      1      0s
ADDED      b      1      0s
MODIFIED   b      1      0s
DELETED    a      1      0s
`);
  expect(stdout(run, one)).toBe('configmap/b\nconfigmap/b\n');
  expect(stdout(run, only)).toBe('NAME   DATA   AGE   X\nb      1      0s    1\n');
});

test.each([
  ['kubectl get sts,pods -w', 'error: you may only specify a single resource type\n'],
  ['kubectl get cm a b -w', 'error: you may only watch a single resource or type of resource at a time\n'],
  ['kubectl get cm none -w', 'Error from server (NotFound): configmaps "none" not found\n'],
  [
    'kubectl get pods -w --field-selector=spec.magic=1',
    'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "spec.magic=1": field label not supported: spec.magic\n',
  ],
])('K-24, K-61: %s is refused', (line, sentence) => {
  const run = startedRun(configMap('a') + configMap('b'));
  typed(run, line);
  expect(run.answers.at(-1)).toMatchObject({ exit: 1, stdout: '', stderr: sentence });
});

test('WATCH-9: the server ends a watch after 30 to 60 minutes, and kubectl ends well', () => {
  const run = startedRun(configMap('a'));
  const at = typed(run, 'kubectl get cm a -w -o yaml --sort-by=.metadata.name');
  run.advanceTo(29 * 60_000);
  typed(run, 'kubectl label cm a x=1');
  expect(run.answers[at]).toMatchObject({
    stderr: 'warning: --watch requested, --sort-by will be ignored for watch events received\n',
  });
  expect(run.answers[at]).not.toHaveProperty('exit');
  expect(stdout(run, at).split('---\n')).toHaveLength(2);
  run.advanceTo(61 * 60_000);
  typed(run, 'kubectl label cm a x=2 --overwrite');
  expect(run.answers[at]).toMatchObject({ exit: 0 });
});
