import { expect, test } from 'vitest';
import { createCluster } from '../engine/index.ts';
import type { Cluster, Kind } from '../engine/index.ts';
import { scene as english } from '../locales/en/scene.ts';
import { composeScene } from './compose.ts';
import { createHistory, foldChanges } from './history.ts';
import type { Scene, Size } from './scene.ts';
import { composeTimeline, withPlayhead } from './timeline.ts';

const node = (name: string, zone: string) => ({ name, zone, cpu: '4', memory: '3840Mi', pods: 110 });

/** The notes' StatefulSet on three nodes, applied at 0 s. */
function startedCluster(): Cluster {
  const cluster = createCluster({
    seed: 1,
    startTimeMs: Date.UTC(2026, 0, 1),
    featureGates: {},
    nodes: [node('node-1', 'zone-a'), node('node-2', 'zone-b'), node('node-3', 'zone-c')],
    images: [{ match: '*', pullMs: 3000, startMs: 400, readyMs: 0, stopMs: 1000 }],
  });
  const create = (kind: Kind, body: unknown, namespace?: string): void => {
    const answer = cluster.dispatch({ request: { verb: 'create', kind, ...(namespace && { namespace }), body } });
    expect(answer.code).toBe(201);
  };
  create('StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'flash' },
    provisioner: 'pd.csi.storage.gke.io',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  const service = { ports: [{ port: 80, name: 'web' }], clusterIP: 'None', selector: { app: 'web' } };
  create('Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'dullahan' }, spec: service }, 'default');
  create(
    'StatefulSet',
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'tkb-sts' }, spec: setSpec },
    'default',
  );
  return cluster;
}

const setSpec = {
  replicas: 3,
  selector: { matchLabels: { app: 'web' } },
  serviceName: 'dullahan',
  template: {
    metadata: { labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'web', image: 'nginx:latest', volumeMounts: [{ name: 'webroot', mountPath: '/html' }] }],
    },
  },
  volumeClaimTemplates: [
    {
      metadata: { name: 'webroot' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'flash',
        resources: { requests: { storage: '1Gi' } },
      },
    },
  ],
};

const wide: Size = { width: 1000, height: 600 };
const phone: Size = { width: 390, height: 640 };
const cluster = startedCluster();
cluster.advanceTo(120_000);
const history = createHistory();
foldChanges(history, cluster.changes());

function sceneAt(atMs: number, room: Size = wide): Scene {
  const view = cluster.viewAt(cluster.cursorAt(atMs));
  return composeScene({ view, atMs, history, messages: english }, room);
}

/** What tkb-sts-0 and its claim are shown to be, over its whole start. */
function moments(room: Size) {
  return Array.from({ length: 400 }, (_, at) => sceneAt(at * 50, room));
}

const chipTexts = (scenes: readonly Scene[]): ReadonlySet<string> =>
  new Set(scenes.flatMap(({ chips }) => chips.map(({ words }) => words)));

test('every Pod ends Ready on a node, tied by solid threads to its slot and its volume', () => {
  const scene = sceneAt(120_000);
  expect(scene.slots.map(({ numeral, state }) => `${numeral} ${state}`)).toEqual(['0 ready', '1 ready', '2 ready']);
  expect(scene.volumes.map(({ state }) => state)).toEqual(['bound', 'bound', 'bound']);
  expect(scene.threads.map(({ style }) => style)).toEqual(Array.from({ length: 6 }, () => 'solid'));
  expect(scene.slots.every(({ dnsText }) => dnsText === english.set.inDns)).toBe(true);
  expect(scene.chips).toEqual([]);
  expect(scene.moving).toBe(false);
});

test('the start is seen in order: pending, starting, ready; and the thread to the volume is dashed until it is attached', () => {
  const states = moments(wide).flatMap(({ pods }) =>
    pods.filter(({ numeral }) => numeral === '0').map(({ state }) => state),
  );
  expect(states.filter((state, at) => state !== states[at - 1])).toEqual(['pending', 'starting', 'ready']);
  const styles = moments(wide).flatMap(({ threads }) =>
    threads.filter(({ id }) => id.endsWith('webroot-tkb-sts-0')).map(({ style }) => style),
  );
  expect(styles.filter((style, at) => style !== styles[at - 1])).toEqual(['dashed', 'solid']);
});

test.each([
  ['wide', wide],
  ['phone', phone],
])('%s: a chip says what everything that is held back waits for', (_, room) => {
  const texts = [...chipTexts(moments(room))].join('\n');
  expect(texts).toMatch(/waits for tkb-sts-0 to be Running and Ready/);
  expect(texts).toMatch(/webroot-tkb-sts-0 waits for/);
  expect(texts).toMatch(/tkb-sts-0 waits for its volume to be attached/);
  expect(texts).toMatch(/tkb-sts-0 waits for image nginx:latest/);
  expect(texts).not.toMatch(/\{\{|waits \(/);
});

test.each([
  ['wide', wide],
  ['phone', phone],
])('%s: chips stay inside the picture, and the ordinals that do not exist yet are bracketed', (_, room) => {
  for (const { chips, size, slots } of moments(room)) {
    for (const { box } of chips) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(size.width);
      expect(box.y + box.height).toBeLessThanOrEqual(size.height);
    }
    const absent = slots.filter(({ state }) => state === 'absent');
    const bracket = chips.find(({ id }) => id.startsWith('chip:default/'));
    if (absent[0] && bracket) expect(bracket.fromX).toBeGreaterThanOrEqual(absent[0].box.x);
  }
});

test('lanes stand where they stood before the first claim was there', () => {
  expect(sceneAt(0).volumes).toEqual([]);
  expect(sceneAt(0).lanes.map(({ box }) => box)).toEqual(sceneAt(120_000).lanes.map(({ box }) => box));
});

test('the same instant in the same room is the same picture', () => {
  expect(sceneAt(9000)).toEqual(sceneAt(9000));
});

test('the swim lanes are a staircase: each identity begins when the one before it is Ready', () => {
  const timeline = composeTimeline(
    { history, atMs: 60_000, headMs: 120_000, flags: [], messages: english },
    { width: 1000, height: 150 },
  );
  expect(timeline.lanes.map(({ label }) => label)).toEqual(['tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2']);
  timeline.lanes.forEach(({ bars }, at) => {
    expect(bars.map(({ state }) => state)).toEqual(['pending', 'starting', 'ready']);
    const [next] = timeline.lanes[at + 1]?.bars ?? [];
    const ready = bars.find(({ state }) => state === 'ready');
    if (next && ready) expect(Math.abs(next.x - ready.x)).toBeLessThan(2);
  });
});

test('placing the playhead anew is the same as drawing the swim lanes for that instant', () => {
  const at = (atMs: number) =>
    composeTimeline(
      { history, atMs, headMs: 120_000, flags: [{ id: 'a', atMs: 5000, label: 'apply' }], messages: english },
      { width: 1000, height: 150 },
    );
  expect(withPlayhead(at(60_000), 7000, english)).toEqual(at(7000));
});

test('labels of flags take another row only while the lanes keep their names', () => {
  const flags = ['scale statefulset/tkb-sts', 'set image', 'delete pod'].map((label, id) => ({
    id: `${id}`,
    atMs: 5000 + id,
    label,
  }));
  const labelsIn = (height: number) => {
    const drawn = composeTimeline(
      { history, atMs: 0, headMs: 120_000, flags, messages: english },
      { width: 1000, height },
    );
    return [new Set(drawn.flags.map(({ row }) => row)).size, drawn.lanes.every(({ labelled }) => labelled)];
  };
  expect([150, 115, 100].map(labelsIn)).toEqual([
    [3, true],
    [2, true],
    [1, true],
  ]);
});
