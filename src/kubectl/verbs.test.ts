// What the verbs that change objects print and do, each on a set of its own.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Printed, Terminal } from './testing/terminal.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 2
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: nginx, image: "nginx:1.25"}
        - {name: side, image: "side:1"}
`;

function started(): Terminal {
  const terminal = createTerminal({ '-': set, 'set.yaml': set });
  terminal.type('kubectl apply -f -');
  terminal.cluster.advanceTo(60_000);
  return terminal;
}

const said = (stdout: string): Printed => ({ exit: 0, stdout: `${stdout}\n`, stderr: '' });
const refused = (stderr: string): Printed => ({ exit: 1, stdout: '', stderr: `${stderr}\n` });

const spec = ({ cluster }: Terminal) => cluster.head.get('StatefulSet', 'default/web')?.spec;
const podLabels = ({ cluster }: Terminal) => cluster.head.get('Pod', 'default/web-0')?.metadata.labels;

test('K-36: scale sets the replicas; with another number expected it does not', () => {
  const terminal = started();
  expect(terminal.type('kubectl scale sts web --replicas=3 --dry-run=server').stdout).toContain('(server dry run)');
  expect(spec(terminal)?.replicas).toBe(2);
  expect(terminal.type('kubectl scale sts/web --current-replicas=2 --replicas=5')).toEqual(
    said('statefulset.apps/web scaled'),
  );
  expect(spec(terminal)?.replicas).toBe(5);
  expect(terminal.type('kubectl scale sts web --current-replicas=9 --replicas=1')).toEqual(
    refused('error: Expected replicas to be 9, was 5'),
  );
  expect(terminal.type('kubectl scale sts web --replicas=99999999999').exit).toBe(1);
});

test('K-37: set image changes the containers it names; what changes nothing says nothing', () => {
  const terminal = started();
  expect(terminal.type('kubectl set image sts web nginx=nginx:1.26')).toEqual(
    said('statefulset.apps/web image updated'),
  );
  const images = () => spec(terminal)?.template.spec.containers.map(({ image }) => image);
  expect(images()).toEqual(['nginx:1.26', 'side:1']);
  expect(terminal.type('kubectl set image sts web nginx=nginx:1.26')).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(terminal.type('kubectl set image sts/web *=all:1').exit).toBe(0);
  expect(images()).toEqual(['all:1', 'all:1']);
  expect(terminal.type('kubectl set image sts web foo=x')).toEqual(
    refused('error: unable to find container named "foo"'),
  );
  expect(terminal.type('kubectl set env sts web A=1')).toEqual(refused('error: kubectl set env is not simulated yet'));
});

test('K-38: label puts, replaces with --overwrite, takes away, or both', () => {
  const terminal = started();
  const outcomes = ['a=1 b=2', 'a=1', 'a=2 --overwrite', 'b- c=3', 'c-'].map((words) =>
    terminal.type(`kubectl label pod web-0 ${words}`).stdout.trim(),
  );
  expect(outcomes).toEqual([
    'pod/web-0 labeled',
    'pod/web-0 not labeled',
    'pod/web-0 labeled',
    'pod/web-0 modified',
    'pod/web-0 unlabeled',
  ]);
  expect(podLabels(terminal)).toMatchObject({ app: 'web', a: '2' });
  expect(Object.keys(podLabels(terminal) ?? {})).not.toContain('b');
  expect(terminal.type('kubectl label pod web-0 q-').stdout).toBe('label "q" not found.\npod/web-0 not labeled\n');
  expect(terminal.type('kubectl label pod web-0 a=3')).toEqual(
    refused("error: 'a' already has a value (2), and --overwrite is false"),
  );
  expect(terminal.type('kubectl label pod --all z=1').stdout).toBe('pod/web-0 labeled\npod/web-1 labeled\n');
});

test('K-38: annotate does the same to annotations', () => {
  const terminal = started();
  expect(terminal.type('kubectl annotate pod web-0 note="hello there"')).toEqual(said('pod/web-0 annotated'));
  expect(terminal.cluster.head.get('Pod', 'default/web-0')?.metadata.annotations).toMatchObject({
    note: 'hello there',
  });
  expect(terminal.type('kubectl annotate pod web-0 note=x').stderr).toContain(
    "'note' already has a value (hello there)",
  );
});

test('K-34: patch in three types; one that changes nothing says so', () => {
  const terminal = started();
  const patched = (words: string) => terminal.type(`kubectl patch sts web ${words}`);
  expect(patched(`-p '{"spec":{"replicas":1}}'`)).toEqual(said('statefulset.apps/web patched'));
  expect(patched(`-p '{"spec":{"replicas":1}}'`)).toEqual(said('statefulset.apps/web patched (no change)'));
  expect(patched(`--type=json -p '[{"op":"replace","path":"/spec/replicas","value":4}]'`).exit).toBe(0);
  expect(patched(`--type=merge -p 'spec: {minReadySeconds: 0, replicas: 3}'`).exit).toBe(0);
  expect(spec(terminal)?.replicas).toBe(3);
  expect(patched('--type=magic -p {}').stderr).toBe(
    'error: --type must be one of [json merge strategic], not "magic"\n',
  );
  expect(patched('').stderr).toContain('must specify --patch or --patch-file');
});

test('K-34: create makes what is not there, and refuses what is', () => {
  const terminal = createTerminal({ 'set.yaml': set });
  expect(terminal.type('kubectl create -f set.yaml')).toEqual(said('statefulset.apps/web created'));
  expect(terminal.type('kubectl create -f set.yaml')).toEqual(
    refused(
      'Error from server (AlreadyExists): error when creating "set.yaml": statefulsets.apps "web" already exists',
    ),
  );
  expect(terminal.type('kubectl create deployment x').stderr).toContain('not simulated yet');
});

test('K-45: cordon and uncordon say when there is nothing to do', () => {
  const terminal = started();
  const lines = ['cordon node-1', 'cordon node/node-1', 'uncordon node-1', 'uncordon node-1'];
  expect(lines.map((words) => terminal.type(`kubectl ${words}`).stdout)).toEqual([
    'node/node-1 cordoned\n',
    'node/node-1 already cordoned\n',
    'node/node-1 uncordoned\n',
    'node/node-1 already uncordoned\n',
  ]);
  expect(terminal.cluster.head.get('Node', 'node-1')?.spec.unschedulable).toBeUndefined();
});

test('K-43, STS-UNDO-1, STS-UNDO-2: undo goes back one revision, to a named one, or not at all', () => {
  const terminal = started();
  expect(terminal.type('kubectl rollout undo sts/web').stderr).toContain('error: no last revision to roll back to');
  terminal.type('kubectl set image sts web nginx=nginx:1.26');
  terminal.cluster.advanceTo(120_000);
  expect(terminal.type('kubectl rollout undo sts/web --to-revision=9').stderr).toContain(
    'error: unable to find specified revision 9 in history',
  );
  expect(terminal.type('kubectl rollout undo sts/web --to-revision=2').stdout).toBe(
    'statefulset.apps/web skipped rollback (current template already matches revision 2)\n',
  );
  const undone = terminal.type('kubectl rollout undo sts/web');
  expect(undone.stdout).toBe('statefulset.apps/web rolled back\n');
  expect(undone.stderr).toContain("was previously managed with 'kubectl apply'");
  expect(spec(terminal)?.template.spec.containers[0]?.image).toBe('nginx:1.25');
});

test('K-44: restart marks the template with the time, once a second', () => {
  const terminal = started();
  expect(terminal.type('kubectl rollout restart sts/web')).toEqual(said('statefulset.apps/web restarted'));
  expect(spec(terminal)?.template.metadata?.annotations).toEqual({
    'kubectl.kubernetes.io/restartedAt': '1970-01-01T00:01:00Z',
  });
  expect(terminal.type('kubectl rollout restart sts/web').stderr).toContain('within the past second');
  expect(terminal.type('kubectl rollout pause sts/web')).toEqual(
    refused('error: statefulsets.apps "web" pausing is not supported'),
  );
});

test('K-76: rollout status says what it waits for, gives up in time, and notices deletion', () => {
  const terminal = started();
  terminal.type('kubectl set image sts web nginx=nginx:1.26');
  expect(terminal.type('kubectl rollout status sts/web --timeout=500ms').stderr).toBe(
    'error: timed out waiting for the condition\n',
  );
  const done = terminal.type('kubectl rollout status sts/web');
  expect(done.stdout).toMatch(/partitioned roll out complete: 2 new pods have been updated\.\.\.\n$/);
  terminal.type(`kubectl patch sts web -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`);
  expect(terminal.type('kubectl rollout status sts/web')).toEqual(
    refused('error: rollout status is only available for RollingUpdate strategy type'),
  );
});
