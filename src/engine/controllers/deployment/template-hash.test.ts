import { expect, test } from 'vitest';
import { templateWithDefaults } from '../../kinds/pod-defaults.ts';
import { templateText } from './go-text.ts';
import { templateHash } from './template-hash.ts';

const template = (app: string, spec: object = {}, container: object = {}) =>
  templateWithDefaults({
    metadata: { labels: { app } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25', ...container }], ...spec },
  });

test('DEP-14: a plain template has the hash of a real cluster', () => {
  expect(templateHash(template('web'), undefined)).toBe('7b46c4b544');
});

test('DEP-15: so has one with a probe, a pull policy and a grace period', () => {
  const readinessProbe = { exec: { command: ['ready'] }, periodSeconds: 1 };
  const made = template('shop', { terminationGracePeriodSeconds: 10 }, { imagePullPolicy: 'Always', readinessProbe });
  expect(templateHash(made, undefined)).toBe('56888bc9d5');
});

test.each([
  [
    { readinessProbe: { httpGet: { path: '/', port: 80 } } },
    'HTTPGet:(*v1.HTTPGetAction){Path:(string)/ Port:(intstr.IntOrString){Type:(intstr.Type)0 IntVal:(int32)80 StrVal:(string)} Host:(string) Scheme:(v1.URIScheme)HTTP HTTPHeaders:([]v1.HTTPHeader)<nil>}',
  ],
  [
    { ports: [{ name: 'web', containerPort: 80 }] },
    'Ports:([]v1.ContainerPort)[{Name:(string)web HostPort:(int32)0 ContainerPort:(int32)80 Protocol:(v1.Protocol)TCP HostIP:(string)}]',
  ],
  [
    { env: [{ name: 'A', value: '1' }] },
    'Env:([]v1.EnvVar)[{Name:(string)A Value:(string)1 ValueFrom:(*v1.EnvVarSource)<nil>}]',
  ],
  [
    { volumeMounts: [{ name: 'data', mountPath: '/d' }] },
    'VolumeMounts:([]v1.VolumeMount)[{Name:(string)data ReadOnly:(bool)false RecursiveReadOnly:(*v1.RecursiveReadOnlyMode)<nil> MountPath:(string)/d SubPath:(string) MountPropagation:(*v1.MountPropagationMode)<nil> SubPathExpr:(string)}]',
  ],
  [{ command: ['sh', '-c', 'x y'] }, 'Command:([]string)[sh -c x y]'],
])('DEP-15: the text of a container with %j', (container, expected) => {
  expect(templateText(template('web', {}, container))).toContain(expected);
});

test('DEP-2: after a collision the hash is another one', () => {
  const made = template('web');
  expect(templateHash(made, 0)).not.toBe(templateHash(made, undefined));
  expect(templateHash(made, 1)).not.toBe(templateHash(made, 0));
});
