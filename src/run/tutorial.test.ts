// The official tutorial "StatefulSet Basics", played line by line: each of its steps prints and does what a real cluster
// does. One cluster goes through it, as for a reader; what a step needs is done by the steps before.
import { expect, test } from 'vitest';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { livesIn, terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const web = headlessService + webSet({ claims: true, container: ['ports: [{containerPort: 80, name: web}]'] });
const newImage = `--type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:1.26"}]'`;
const everyImage = `-o jsonpath='{range .items[*]}{.metadata.name}={.spec.containers[0].image} {end}'`;
const start = ['Pending', 'ContainerCreating', 'Running'];

/** A terminal after the first chapter: two Pods run, 60 s after the manifest was applied. */
function created(text = web): Terminal {
  const terminal = terminalOn(defaultClass);
  applied(terminal, text);
  terminal.pass(60);
  return terminal;
}

/** Applies the class and a text, as the editor does, and gives the lines that kubectl prints for what it did. */
function applied(terminal: Terminal, text: string): string[] {
  const result = terminal.run.submit({ kind: 'edit', value: defaultClass + text });
  return result.kind === 'edit' ? result.applied.map(({ subject, outcome }) => `${subject} ${outcome}`) : [];
}

/** The same with three Pods, of five that there were. */
function scaled(): Terminal {
  const terminal = created();
  terminal.type('kubectl scale sts web --replicas=5');
  terminal.pass(60);
  terminal.type(`kubectl patch sts web -p '{"spec":{"replicas":3}}'`);
  terminal.pass(30);
  return terminal;
}

const row = (terminal: Terminal, line: string): string[] =>
  terminal
    .type(line)
    .split('\n')
    .map((printed) => printed.trim().replaceAll(/ +/g, ' '));

const claimed = (terminal: Terminal): string[] =>
  terminal
    .type(`kubectl get pvc -l app=nginx -o jsonpath='{range .items[*]}{.metadata.name}:{.status.phase} {end}'`)
    .trim()
    .split(' ');

/** Each Pod of a watch with what became of it: `['web-0', 'Pending', …]`, in the order in which they were first shown. */
function each(watched: string): string[][] {
  const pods = new Map<string, string[]>();
  for (const [pod, status] of livesIn(watched)) pods.set(pod, [...(pods.get(pod) ?? [pod]), status]);
  return [...pods.values()];
}

test('TUT-1, TUT-4: two Pods come from nothing, the second when the first runs', () => {
  const terminal = terminalOn(defaultClass);
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(applied(terminal, web)).toEqual(['service/nginx created', 'statefulset.apps/web created']);
  terminal.pass(60);
  expect(watched().split('\n', 1)).toEqual(['NAME    READY   STATUS    RESTARTS   AGE']);
  expect(livesIn(watched())).toEqual([...start.map((it) => ['web-0', it]), ...start.map((it) => ['web-1', it])]);
});

test('TUT-2, TUT-3: what get shows of the Service and of the set', () => {
  const terminal = created();
  expect(row(terminal, 'kubectl get service nginx').slice(0, 2)).toEqual([
    'NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE',
    'nginx ClusterIP None <none> 80/TCP 60s',
  ]);
  expect(row(terminal, 'kubectl get statefulset web').slice(0, 2)).toEqual(['NAME READY AGE', 'web 2/2 60s']);
});

test('TUT-5, TUT-6, TUT-7: names stay when Pods go, addresses need not', () => {
  const terminal = created();
  const hostnames = (): string[] => [0, 1].map((ordinal) => terminal.type(`kubectl exec web-${ordinal} -- hostname`));
  const address = (): string | undefined => terminal.run.cluster.head.get('Pod', 'default/web-0')?.status.podIP;
  const lookedUp = (): string => terminal.type('kubectl exec web-1 -- nslookup web-0.nginx');
  expect(hostnames()).toEqual(['web-0\n', 'web-1\n']);
  const before = address();
  expect(lookedUp()).toContain(`Name:   web-0.nginx.default.svc.cluster.local\nAddress: ${before}\n`);
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(terminal.type('kubectl delete pod -l app=nginx')).toBe(
    'pod "web-0" deleted from default namespace\npod "web-1" deleted from default namespace\n',
  );
  terminal.pass(30);
  expect(hostnames()).toEqual(['web-0\n', 'web-1\n']);
  expect(address()).not.toBe(before);
  expect(lookedUp()).toContain(`Name:   web-0.nginx.default.svc.cluster.local\nAddress: ${address()}\n`);
  const running = livesIn(watched()).filter(([, status]) => status !== 'Terminating' && status !== 'Completed');
  const again = [...start.map((it) => ['web-0', it]), ...start.map((it) => ['web-1', it])];
  expect(running).toEqual([['web-0', 'Running'], ['web-1', 'Running'], ...again]);
});

test('TUT-8: every Pod has a claim, found by the labels of the selector', () => {
  const [header, first = '', second = ''] = row(created(), 'kubectl get pvc -l app=nginx');
  expect(header).toBe('NAME STATUS VOLUME CAPACITY ACCESS MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE');
  expect(first).toMatch(/^www-web-0 Bound pvc-\S+ 1Gi RWO standard <unset> 60s$/);
  expect(second).toMatch(/^www-web-1 Bound pvc-\S+ 1Gi RWO standard <unset> 50s$/);
});

test('TUT-10, TUT-11, TUT-12: up in order, down in the order from behind, and all claims stay', () => {
  const terminal = created();
  const up = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(terminal.type('kubectl scale sts web --replicas=5')).toBe('statefulset.apps/web scaled\n');
  terminal.pass(60);
  const grown = ['web-2', 'web-3', 'web-4'];
  expect(livesIn(up()).slice(2)).toEqual(grown.flatMap((pod) => start.map((status) => [pod, status])));
  const down = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(terminal.type(`kubectl patch sts web -p '{"spec":{"replicas":3}}'`)).toBe('statefulset.apps/web patched\n');
  terminal.pass(30);
  const end = ['Terminating', 'Completed'];
  expect(livesIn(down()).slice(5)).toEqual(['web-4', 'web-3'].flatMap((pod) => end.map((status) => [pod, status])));
  expect(claimed(terminal)).toEqual([0, 1, 2, 3, 4].map((ordinal) => `www-web-${ordinal}:Bound`));
});

test('TUT-13, TUT-14: a new image replaces the Pods from behind, one by one', () => {
  const terminal = scaled();
  const strategy = `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate"}}}'`;
  expect(terminal.type(strategy)).toBe('statefulset.apps/web patched (no change)\n');
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(terminal.type(`kubectl patch statefulset web ${newImage}`)).toBe('statefulset.apps/web patched\n');
  expect(terminal.type('kubectl rollout status sts/web').trimEnd().split('\n').at(-1)).toBe(
    'partitioned roll out complete: 3 new pods have been updated...',
  );
  const replaced = ['Terminating', 'Completed', ...start];
  expect(livesIn(watched()).slice(3)).toEqual(
    ['web-2', 'web-1', 'web-0'].flatMap((pod) => replaced.map((status) => [pod, status])),
  );
  expect(terminal.type(`kubectl get pods ${everyImage}`)).toBe('web-0=nginx:1.26 web-1=nginx:1.26 web-2=nginx:1.26 ');
});

test('TUT-15, TUT-16, TUT-17: staged, a canary, and the whole of it', () => {
  const terminal = scaled();
  const partition = (at: number): string =>
    terminal.type(`kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":${at}}}}}'`);
  const after = (line: string): string => {
    terminal.type(line);
    terminal.pass(30);
    return terminal.type(`kubectl get pods ${everyImage}`);
  };
  expect(partition(3)).toBe('statefulset.apps/web patched\n');
  const old = 'web-0=nginx:1.25 web-1=nginx:1.25 web-2=nginx:1.25 ';
  expect(after(`kubectl patch statefulset web ${newImage}`)).toBe(old);
  expect(after('kubectl delete pod web-2')).toBe(old);
  partition(2);
  const canary = 'web-0=nginx:1.25 web-1=nginx:1.25 web-2=nginx:1.26 ';
  expect(after('kubectl get pods')).toBe(canary);
  expect(after('kubectl delete pod web-1')).toBe(canary);
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  partition(0);
  expect(after('kubectl get pods')).toBe('web-0=nginx:1.26 web-1=nginx:1.26 web-2=nginx:1.26 ');
  const gone = livesIn(watched()).filter(([, status]) => status === 'Terminating');
  expect(gone.map(([pod]) => pod)).toEqual(['web-1', 'web-0']);
});

test('TUT-19, TUT-20: a set goes without its Pods, and comes back to them', () => {
  const terminal = scaled();
  const { head } = terminal.run.cluster;
  const uid = (pod: string): string | undefined => head.get('Pod', `default/${pod}`)?.metadata.uid;
  expect(terminal.type('kubectl delete statefulset web --cascade=orphan')).toBe(
    'statefulset.apps "web" deleted from default namespace\n',
  );
  terminal.type('kubectl delete pod web-0');
  terminal.pass(60);
  expect(head.list('Pod').map(({ metadata, status }) => `${metadata.name} ${status.phase}`)).toEqual([
    'web-1 Running',
    'web-2 Running',
  ]);
  const kept = uid('web-1');
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  expect(applied(terminal, web)).toEqual(['statefulset.apps/web created']);
  terminal.pass(60);
  expect(livesIn(watched()).slice(2)).toEqual([
    ...start.map((status) => ['web-0', status]),
    ...['Terminating', 'Completed'].map((status) => ['web-2', status]),
  ]);
  expect([uid('web-1'), head.get('Pod', 'default/web-1')?.metadata.ownerReferences?.[0]?.uid]).toEqual([
    kept,
    head.get('StatefulSet', 'default/web')?.metadata.uid,
  ]);
});

test('TUT-21, TUT-22, TUT-24: the set takes its Pods with it, all at once; Service, claims and volumes stay', () => {
  const terminal = scaled();
  const { head } = terminal.run.cluster;
  const volumes = (): string[] => head.list('PersistentVolume').map(({ metadata }) => metadata.name);
  const had = volumes();
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  terminal.type('kubectl delete statefulset web');
  terminal.pass(30);
  const ends = livesIn(watched()).slice(3);
  expect(ends.slice(0, 3).map(([, status]) => status)).toEqual(['Terminating', 'Terminating', 'Terminating']);
  expect(head.list('Pod')).toEqual([]);
  expect(row(terminal, 'kubectl get service nginx')[1]).toMatch(/^nginx ClusterIP None/);
  expect(terminal.type('kubectl delete service nginx')).toBe('service "nginx" deleted from default namespace\n');
  expect(applied(terminal, web)).toEqual(['service/nginx created', 'statefulset.apps/web created']);
  terminal.pass(60);
  expect([head.list('Pod').length, volumes()]).toEqual([2, had]);
  expect(claimed(terminal)).toEqual([0, 1, 2, 3, 4].map((ordinal) => `www-web-${ordinal}:Bound`));
  expect(row(terminal, 'kubectl get pv')[0]).toBe(
    'NAME CAPACITY ACCESS MODES RECLAIM POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE',
  );
  expect(volumes()).toHaveLength(5);
  const claims = [0, 1, 2, 3, 4].map((ordinal) => `www-web-${ordinal}`);
  terminal.type('kubectl delete statefulset web');
  terminal.pass(30);
  expect(terminal.type(`kubectl delete pvc ${claims.join(' ')}`)).toBe(
    claims.map((claim) => `persistentvolumeclaim "${claim}" deleted from default namespace\n`).join(''),
  );
  terminal.pass(30);
  expect(volumes()).toEqual([]);
});

test('TUT-23: in parallel nobody waits for anybody', () => {
  const terminal = terminalOn(defaultClass);
  const parallel = headlessService + webSet({ claims: true, spec: ['podManagementPolicy: Parallel'] });
  const watched = terminal.watch('kubectl get pods -w -l app=nginx');
  applied(terminal, parallel);
  terminal.pass(60);
  expect(livesIn(watched()).slice(0, 2).sort()).toEqual([
    ['web-0', 'Pending'],
    ['web-1', 'Pending'],
  ]);
  expect(each(watched())).toEqual(
    expect.arrayContaining([
      ['web-0', ...start],
      ['web-1', ...start],
    ]),
  );
  const more = terminal.watch('kubectl get pods -w -l app=nginx');
  terminal.type('kubectl scale statefulset/web --replicas=4');
  terminal.pass(30);
  expect(
    livesIn(more())
      .slice(2, 4)
      .map(([, status]) => status),
  ).toEqual(['Pending', 'Pending']);
  const ends = terminal.watch('kubectl get pods -w -l app=nginx');
  terminal.type('kubectl delete sts web');
  terminal.pass(30);
  expect(
    livesIn(ends())
      .slice(4, 8)
      .map(([, status]) => status),
  ).toEqual(Array(4).fill('Terminating'));
});
