// What `kubectl exec` runs in a container, and why it sometimes cannot.
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { startedRun } from './testing/texts.ts';

const text = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: elsewhere}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 2
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: nginx:1.25}, {name: side, image: busybox:1.36}]}
`;

function running(): Run {
  const run = startedRun(text);
  run.advanceTo(60_000);
  return run;
}

function typed(run: Run, line: string): unknown {
  run.submit({ kind: 'line', value: line });
  const answer = run.answers.at(-1);
  return answer && 'run' in answer ? [answer.exit, answer.stdout, answer.stderr] : answer;
}

const defaulted = 'Defaulted container "nginx" out of: nginx, side\n';

test('DNS-22, DNS-24, K-54: a Pod finds another by its short name', () => {
  const run = running();
  const ip = run.cluster.head.get('Pod', 'default/web-1')?.status.podIP ?? '';
  const shown = `Server:    10.96.0.10
Address:   10.96.0.10:53

Name:   web-1.web.default.svc.cluster.local
Address: ${ip}

`;
  expect(typed(run, 'kubectl exec web-0 -- nslookup web-1.web')).toEqual([0, shown, defaulted]);
  expect(typed(run, 'kubectl exec -it pod/web-0 -c side -- nslookup web-1.web')).toEqual([
    0,
    shown,
    'Unable to use a TTY - input is not a terminal or the right kind of file\n',
  ]);
  const reverse = `web-1.web.default.svc.cluster.local`;
  expect(String(typed(run, `kubectl exec web-0 -q -- nslookup ${ip}`))).toContain(`name = ${reverse}\n`);
  expect(String(typed(run, 'kubectl exec web-0 -q -- nslookup -type=SRV _http._tcp.web'))).toContain(
    'service = 0 50 80 web-0.web.default.svc.cluster.local\n',
  );
  expect(String(typed(run, 'kubectl exec web-0 -q -- nslookup elsewhere'))).toContain(
    'elsewhere.default.svc.cluster.local\tcanonical name = db.example.com\n',
  );
});

test('DNS-3, DNS-21, DNS-24: a Pod that is gone is not found', () => {
  const run = running();
  typed(run, 'kubectl scale sts web --replicas=1');
  run.advanceTo(90_000);
  const answer = typed(run, 'kubectl exec web-0 -c nginx -- nslookup web-1.web');
  expect(answer).toEqual([
    1,
    "Server:    10.96.0.10\nAddress:   10.96.0.10:53\n\n** server can't find web-1.web.default.svc.cluster.local: NXDOMAIN\n\n",
    'command terminated with exit code 1\n',
  ]);
});

test('DNS-22, DNS-23: what a Pod knows by itself', () => {
  const run = running();
  expect(typed(run, 'kubectl exec web-0 -q -- cat /etc/resolv.conf')).toEqual([
    0,
    'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    '',
  ]);
  expect(String(typed(run, 'kubectl exec web-0 -q -- cat /etc/hosts'))).toContain(
    '\tweb-0.web.default.svc.cluster.local\tweb-0\n',
  );
  expect(typed(run, 'kubectl exec web-0 -q -- hostname')).toEqual([0, 'web-0\n', '']);
});

test.each([
  ['kubectl exec nosuch -- hostname', 'Error from server (NotFound): pods "nosuch" not found\n'],
  ['kubectl exec web-0 -c nope -- hostname', 'error: container nope is not valid for pod web-0 out of: nginx, side\n'],
  ['kubectl exec web-0', 'error: you must specify at least one command for the container\n'],
  ['kubectl exec', 'error: pod, type/name or --filename must be specified\n'],
  [
    'kubectl exec web-0 hostname',
    "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
  ],
])('K-54: %s is refused', (line, sentence) => {
  expect(typed(running(), line)).toEqual([1, '', sentence]);
});

test('K-54: a container that does not run, or cannot be reached, runs nothing', () => {
  const run = running();
  const node = run.cluster.head.get('Pod', 'default/web-0')?.spec.nodeName ?? '';
  typed(run, 'chaos crash pod/web-0 -c nginx');
  expect(typed(run, 'kubectl exec web-0 -c nginx -- hostname')).toEqual([
    1,
    '',
    'error: Internal error occurred: unable to upgrade connection: container not found ("nginx")\n',
  ]);
  typed(run, `chaos cut node/${node}`);
  expect(String(typed(run, 'kubectl exec web-0 -c side -- hostname'))).toContain('no route to host');
  expect(typed(startedRun(text), 'kubectl exec web-0 -- hostname')).toEqual([
    1,
    '',
    'Error from server (NotFound): pods "web-0" not found\n',
  ]);
});

test('a program that is not simulated says so', () => {
  expect(typed(running(), 'kubectl exec web-0 -q -- ls')).toEqual([
    126,
    '',
    'ls is not simulated in a container; nslookup, hostname, cat, true and false are\ncommand terminated with exit code 126\n',
  ]);
});

test('a Pod in the network of its node has the name of the node, and asks where the node asks', () => {
  const run = startedRun(text.replace('spec: {containers', 'spec: {hostNetwork: true, containers'));
  run.advanceTo(60_000);
  const { podIP, hostIP } = run.cluster.head.get('Pod', 'default/web-0')?.status ?? {};
  expect(podIP).toBe(hostIP);
  const node = run.cluster.head.get('Pod', 'default/web-0')?.spec.nodeName ?? '';
  expect(typed(run, 'kubectl exec web-0 -c nginx -- hostname')).toEqual([0, `${node}\n`, '']);
  expect(typed(run, 'kubectl exec web-0 -c nginx -- nslookup web-1.web')).toEqual([
    1,
    expect.stringContaining("server can't find web-1.web: NXDOMAIN"),
    expect.any(String),
  ]);
  expect(typed(run, 'kubectl exec web-0 -c nginx -- cat /etc/resolv.conf')).toEqual([
    0,
    'nameserver 198.51.100.53\n',
    '',
  ]);
});
