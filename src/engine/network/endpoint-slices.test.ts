import { expect, test } from 'vitest';
import type { EndpointSlice } from '../kinds/endpoint-slice.ts';
import type { Pod } from '../kinds/pod.ts';
import { createScheduler } from '../scheduler/scheduler.ts';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { createEndpointSliceController } from './endpoint-slices.ts';

const service = (spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', labels: { team: 'a' } },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }], ...spec },
});

const rigOf = (): Rig => createRig([createScheduler(), createEndpointSliceController()]);

const slices = (rig: Rig): readonly EndpointSlice[] =>
  rig.view.list('EndpointSlice', 'default').filter(({ metadata }) => metadata.name.startsWith('web-'));

/** A Pod on a node with an address, Ready unless said otherwise. */
function runPod(rig: Rig, name: string, address: string, ready = true): void {
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: {
      hostname: name,
      subdomain: 'web',
      containers: [{ name: 'main', image: 'nginx', ports: [{ name: 'http', containerPort: 8080 }] }],
    },
  });
  rig.advanceTo(rig.store.nowMs + 50);
  setStatus(rig, name, { phase: 'Running', podIP: address, conditions: [readiness(ready)] });
}

const readiness = (ready: boolean) => ({ type: 'Ready', status: ready ? 'True' : 'False' });

function setStatus(rig: Rig, name: string, status: object): void {
  const pod: Pod | undefined = rig.view.get('Pod', `default/${name}`);
  if (!pod) throw new Error(`no Pod ${name}`);
  const body = { ...pod, status: { ...pod.status, ...status } };
  rig.ask({ verb: 'update', kind: 'Pod', namespace: 'default', name, subresource: 'status', body });
  rig.advanceTo(rig.store.nowMs + 50);
}

const shown = (rig: Rig): readonly string[] =>
  slices(rig).flatMap(({ endpoints }) =>
    (endpoints ?? []).map(
      ({ targetRef, conditions: { ready, serving, terminating } }) =>
        `${targetRef?.name} ${[ready && 'ready', serving && 'serving', terminating && 'terminating'].filter(Boolean).join(' ')}`,
    ),
  );

test('SVC-2, SVC-7: a Service gets an empty slice at once, owned and labelled', () => {
  const rig = rigOf();
  rig.create('Service', service());
  rig.advanceTo(100);
  expect(slices(rig)).toEqual([
    expect.objectContaining({
      addressType: 'IPv4',
      endpoints: null,
      ports: null,
      metadata: expect.objectContaining({
        generateName: 'web-',
        generation: 1,
        labels: {
          team: 'a',
          'kubernetes.io/service-name': 'web',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          'service.kubernetes.io/headless': '',
        },
        ownerReferences: [expect.objectContaining({ kind: 'Service', name: 'web', controller: true })],
      }),
    }),
  ]);
});

test('SVC-7: a Service without selector gets none', () => {
  const rig = rigOf();
  rig.create('Service', service({ selector: undefined }));
  rig.advanceTo(100);
  expect(slices(rig)).toEqual([]);
});

test('SVC-3, SVC-4, KUBELET-68: the life of an endpoint', () => {
  const rig = rigOf();
  rig.create('Service', service());
  runPod(rig, 'web-0', '10.244.1.2', false);
  expect(shown(rig)).toEqual(['web-0 ']);
  setStatus(rig, 'web-0', { conditions: [readiness(true)] });
  expect(shown(rig)).toEqual(['web-0 ready serving']);
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  rig.advanceTo(rig.store.nowMs + 50);
  expect(shown(rig)).toEqual(['web-0 serving terminating']);
  setStatus(rig, 'web-0', { phase: 'Succeeded' });
  expect(shown(rig)).toEqual([]);
  expect(slices(rig)[0]).toMatchObject({ endpoints: null, ports: null });
});

test('SVC-4: publishNotReadyAddresses makes every address ready', () => {
  const rig = rigOf();
  rig.create('Service', service({ publishNotReadyAddresses: true }));
  runPod(rig, 'web-0', '10.244.1.2', false);
  expect(shown(rig)).toEqual(['web-0 ready']);
});

test('SVC-5, SVC-6: hostname, node, zone and the number of a named port', () => {
  const rig = rigOf();
  rig.create('Service', service({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }));
  runPod(rig, 'web-0', '10.244.1.2');
  const nodeName = rig.view.get('Pod', 'default/web-0')?.spec.nodeName;
  expect(slices(rig)[0]?.endpoints?.[0]).toMatchObject({
    addresses: ['10.244.1.2'],
    hostname: 'web-0',
    nodeName,
    zone: expect.stringMatching(/^zone-[abc]$/),
    targetRef: { kind: 'Pod', namespace: 'default', name: 'web-0' },
  });
  expect(slices(rig)[0]?.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }]);
});

test('SVC-2: the 101st endpoint opens a second slice', () => {
  const rig = rigOf();
  rig.create('Service', service());
  for (let at = 0; at <= 100; at++) runPod(rig, `web-${at}`, `10.244.1.${at + 2}`);
  expect(slices(rig).map(({ endpoints }) => endpoints?.length)).toEqual(expect.arrayContaining([100, 1]));
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-7', options: { gracePeriodSeconds: 0 } });
  runPod(rig, 'web-101', '10.244.1.200');
  expect(
    slices(rig)
      .map(({ endpoints }) => endpoints?.length)
      .sort(),
  ).toEqual([1, 100]);
});

test('SVC-3: endpoints of a node that is gone are left out', () => {
  const rig = rigOf();
  rig.create('Service', service());
  runPod(rig, 'web-0', '10.244.1.2');
  const name = rig.view.get('Pod', 'default/web-0')?.spec.nodeName ?? '';
  rig.ask({ verb: 'delete', kind: 'Node', name });
  rig.advanceTo(rig.store.nowMs + 50);
  expect(shown(rig)).toEqual([]);
});

test('SVC-3: a Pod that is replaced under its name between two looks leaves no endpoint behind', () => {
  const rig = rigOf();
  rig.create('Service', service());
  runPod(rig, 'web-0', '10.244.1.2');
  rig.store.write('Pod', 'default/web-0', undefined, { actor: 'test', cause: { input: 1 }, reason: { rule: 'DEL-6' } });
  runPod(rig, 'web-0', '10.244.1.3');
  expect(slices(rig).flatMap(({ endpoints }) => endpoints?.flatMap(({ addresses }) => addresses))).toEqual([
    '10.244.1.3',
  ]);
});

test('SVC-3: a slice that somebody deletes or empties is put right, as a controller that starts anew would', () => {
  const rig = rigOf();
  rig.create('Service', service());
  runPod(rig, 'web-0', '10.0.0.1');
  runPod(rig, 'web-1', '10.0.0.2');
  const name = slices(rig)[0]?.metadata.name ?? '';
  rig.ask({ verb: 'delete', kind: 'EndpointSlice', namespace: 'default', name });
  rig.advanceTo(rig.store.nowMs + 1000);
  expect(shown(rig)).toEqual(['web-0 ready serving', 'web-1 ready serving']);
  const other = slices(rig)[0]?.metadata.name ?? '';
  const patch = { verb: 'patch', kind: 'EndpointSlice', namespace: 'default', patchType: 'merge' } as const;
  rig.ask({ ...patch, name: other, body: { endpoints: null } });
  rig.advanceTo(rig.store.nowMs + 1000);
  expect(shown(rig)).toEqual(['web-0 ready serving', 'web-1 ready serving']);
});

test('SVC-5: the zone of a node that was moved is shown with the next change, by whoever kept count and whoever did not', () => {
  const rig = rigOf();
  rig.create('Service', service());
  runPod(rig, 'web-0', '10.0.0.1');
  const node = rig.view.get('Pod', 'default/web-0')?.spec.nodeName ?? '';
  const labels = { 'topology.kubernetes.io/zone': 'zone-z' };
  rig.ask({ verb: 'patch', kind: 'Node', name: node, patchType: 'merge', body: { metadata: { labels } } });
  rig.advanceTo(rig.store.nowMs + 1000);
  runPod(rig, 'web-1', '10.0.0.2');
  rig.advanceTo(rig.store.nowMs + 1000);
  expect(slices(rig)[0]?.endpoints?.[0]?.zone).toBe('zone-z');
});
