import { expect, test } from 'vitest';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import { revisionData, revisionHash } from './revision-data.ts';

const template: PodTemplateSpec = {
  metadata: { labels: { app: 'web' } },
  spec: {
    containers: [
      {
        name: 'nginx',
        image: 'nginx:1.25',
        imagePullPolicy: 'IfNotPresent',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  },
};

test('STS-CR-11: the test vector has its data and its hash', () => {
  const { text } = revisionData(template);
  expect(text).toBe(
    '{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"image":"nginx:1.25","imagePullPolicy":"IfNotPresent","name":"nginx","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],"dnsPolicy":"ClusterFirst","restartPolicy":"Always","schedulerName":"default-scheduler","securityContext":{},"terminationGracePeriodSeconds":30}}}}',
  );
  expect(revisionHash(text, 0)).toBe('8644766f65');
});

test('STS-CR-1: <, >, &, U+2028 and U+2029 are escaped as Go escapes them', () => {
  const { text } = revisionData({ metadata: { annotations: { note: 'a<b>&\u2028\u2029' } }, spec: { containers: [] } });
  expect(text).toContain('a\\u003cb\\u003e\\u0026\\u2028\\u2029');
});

test('STS-CR-3: a collision count changes the hash; text beyond ASCII is hashed as UTF-8', () => {
  expect(revisionHash('x', 0)).not.toBe(revisionHash('x', 1));
  expect(revisionHash('é', 0)).not.toBe(revisionHash('Ã©', 0));
  expect(revisionHash('web', 0)).toMatch(/^[456789bcdf]{1,10}$/);
});
