import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { createNamespaceContents } from './namespace-contents.ts';

const pod = { metadata: { name: 'one' }, spec: { containers: [{ name: 'main', image: 'nginx:1.25' }] } };

test('DEF-8: a new namespace gets the account `default` and the certificate, so that Pods can be made in it', () => {
  const rig = createRig([createNamespaceContents()]);
  rig.create('Namespace', { metadata: { name: 'team' } });
  const ask = () => rig.ask({ verb: 'create', kind: 'Pod', namespace: 'team', body: pod }).code;
  expect(ask()).toBe(403);
  rig.advanceTo(1000);
  expect(rig.view.get('ServiceAccount', 'team/default')).toBeDefined();
  expect(rig.view.get('ConfigMap', 'team/kube-root-ca.crt')?.data).toHaveProperty(['ca.crt']);
  expect(ask()).toBe(201);
});

test('DEF-8: what somebody deletes comes back', () => {
  const rig = createRig([createNamespaceContents()]);
  const first = rig.view.get('ServiceAccount', 'default/default');
  rig.ask({ verb: 'delete', kind: 'ServiceAccount', namespace: 'default', name: 'default' });
  expect(rig.view.get('ServiceAccount', 'default/default')).toBeUndefined();
  rig.advanceTo(1000);
  const second = rig.view.get('ServiceAccount', 'default/default');
  expect(second?.metadata.uid).not.toBe(first?.metadata.uid);
  expect(second).toBeDefined();
});
