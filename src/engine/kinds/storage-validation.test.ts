import { expect, test } from 'vitest';
import { definitions } from './definitions.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { PersistentVolume } from './persistent-volume.ts';
import type { StorageClass } from './storage-class.ts';
import type { FieldError } from './field-error.ts';
import { claim, metadata } from './testing/samples.ts';

const texts = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ field, message }) => `${field}: ${message}`);

/** Parts as a client may send them, whatever the types say. */
const ofClaim = (spec: object): PersistentVolumeClaim => claim(spec);
const newClaim = (spec: object): readonly string[] =>
  texts(definitions.PersistentVolumeClaim.validate(definitions.PersistentVolumeClaim.withDefaults(ofClaim(spec)), {}));

test('API-69: what a claim needs', () => {
  expect(newClaim({})).toEqual([]);
  expect(newClaim({ accessModes: [] })).toEqual([
    'spec.accessModes: Required value: at least 1 access mode is required',
  ]);
  expect(newClaim({ accessModes: ['X'] })).toEqual([
    'spec.accessModes: Unsupported value: "X": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ]);
  expect(newClaim({ accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'] })).toEqual([
    'spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
  ]);
  expect(newClaim({ resources: {} })).toEqual(['spec.resources[storage]: Required value']);
  expect(newClaim({ volumeMode: 'Tape' })).toEqual([
    'spec.volumeMode: Unsupported value: "Tape": supported values: "Block", "Filesystem"',
  ]);
  expect(newClaim({ storageClassName: '' })).toEqual([]);
});

const size = (storage: string): PersistentVolumeClaim['spec'] => ({ resources: { requests: { storage } } });

function changed(
  before: PersistentVolumeClaim['spec'],
  after: PersistentVolumeClaim['spec'],
  status: PersistentVolumeClaim['status'] = {},
): readonly string[] {
  const { withDefaults, validateUpdate } = definitions.PersistentVolumeClaim;
  return texts(validateUpdate(withDefaults(claim(after, status)), withDefaults(claim(before, status)), {}));
}

const bound = { phase: 'Bound', capacity: { storage: '1Gi' } } as const;
const immutable = 'spec: Forbidden: spec is immutable after creation except resources.requests';

test('VOL-60: a claim that is not bound neither grows nor shrinks', () => {
  for (const storage of ['2Gi', '500Mi']) expect(changed(size('1Gi'), size(storage))[0]).toContain(immutable);
});

test('VOL-60: a bound claim grows; its class stays', () => {
  expect(changed(size('1Gi'), size('2Gi'), bound)).toEqual([]);
  const class2 = { ...size('1Gi'), storageClassName: 'other' };
  expect(changed({ ...size('1Gi'), storageClassName: 'flash' }, class2, bound)[0]).toBe(
    [
      'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      '@@ -10,7 +10,7 @@',
      '   }',
      '  },',
      '  "VolumeName": "",',
      '- "StorageClassName": "flash",',
      '+ "StorageClassName": "other",',
      '  "VolumeMode": "Filesystem",',
      '  "DataSource": null,',
      '  "DataSourceRef": null,',
      '',
    ].join('\n'),
  );
});

test('DEF-12: a claim without a class may be given one later, and every claim its volume', () => {
  expect(changed(size('1Gi'), { ...size('1Gi'), storageClassName: 'flash' })).toEqual([]);
  expect(changed(size('1Gi'), { ...size('1Gi'), volumeName: 'pv-1' })).toEqual([]);
  expect(changed({ ...size('1Gi'), volumeName: 'pv-1' }, { ...size('1Gi'), volumeName: 'pv-2' })[0]).toContain(
    immutable,
  );
});

test('VOL-61: a bound claim does not shrink to what it has, but a failed expansion is taken back', () => {
  const smaller = 'spec.resources.requests.storage: Forbidden: field can not be less than status.capacity';
  expect(changed(size('3Gi'), size('1Gi'), bound)).toEqual([smaller]);
  expect(changed(size('3Gi'), size('2Gi'), bound)).toEqual([]);
});

const volume = (spec: object): PersistentVolume => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata,
  spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' }, ...spec },
  status: {},
});

const newVolume = (spec: object): readonly string[] =>
  texts(definitions.PersistentVolume.validate(definitions.PersistentVolume.withDefaults(volume(spec)), {}));

test('API-69: what a volume needs', () => {
  expect(newVolume({})).toEqual([]);
  expect(newVolume({ accessModes: [] })).toEqual(['spec.accessModes: Required value']);
  expect(newVolume({ capacity: { storage: '0' } })).toEqual([
    'spec.capacity[storage]: Invalid value: "0": must be greater than zero',
  ]);
  expect(newVolume({ persistentVolumeReclaimPolicy: 'X' })).toEqual([
    'spec.persistentVolumeReclaimPolicy: Unsupported value: "X": supported values: "Delete", "Recycle", "Retain"',
  ]);
  expect(newVolume({ csi: { driver: 'd', volumeHandle: 'h' } })).toEqual([
    'spec.csi: Forbidden: may not specify more than 1 volume type',
  ]);
  const { hostPath: _none, ...sourceless } = volume({}).spec;
  expect(texts(definitions.PersistentVolume.validate({ ...volume({}), spec: sourceless }, {}))).toEqual([
    'spec: Required value: must specify a volume type',
  ]);
});

test('API-69: a capacity is of storage alone, and a local volume says where it is', () => {
  const unsupported = (value: string): string =>
    `spec.capacity: Unsupported value: ${value}: supported values: "storage"`;
  expect(newVolume({ capacity: {} })).toEqual(['spec.capacity: Required value', unsupported('{}')]);
  expect(newVolume({ capacity: { cpu: '1' } })).toEqual([unsupported('{"cpu":"1"}')]);
  const { hostPath: _none, ...sourceless } = volume({ local: { path: '/a' } }).spec;
  expect(texts(definitions.PersistentVolume.validate({ ...volume({}), spec: sourceless }, {}))).toEqual([
    'spec.nodeAffinity: Required value: Local volume requires node affinity',
  ]);
});

test('API-50: nor can its mode and its nodes', () => {
  const { withDefaults, validateUpdate } = definitions.PersistentVolume;
  const old = withDefaults(volume({ nodeAffinity: { required: {} } }));
  const change = (part: object): readonly string[] =>
    validateUpdate(withDefaults(volume({ nodeAffinity: { required: {} }, ...part })), old, {}).map(
      ({ field }) => field,
    );
  expect(change({})).toEqual([]);
  expect(change({ volumeMode: 'Block' })).toEqual(['spec.volumeMode']);
  expect(change({ nodeAffinity: { required: { nodeSelectorTerms: [{}] } } })).toEqual(['spec.nodeAffinity']);
});

test('API-50: where the data of a volume is cannot change', () => {
  const { withDefaults, validateUpdate } = definitions.PersistentVolume;
  const [old, next] = [withDefaults(volume({})), withDefaults(volume({ hostPath: { path: '/b' } }))];
  expect(validateUpdate(next, old, {}).map(({ field, message }) => `${field}: ${message}`)).toEqual([
    [
      'spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation',
      '@@ -2,7 +2,7 @@',
      '  "GCEPersistentDisk": null,',
      '  "AWSElasticBlockStore": null,',
      '  "HostPath": {',
      '-  "Path": "/a",',
      '+  "Path": "/b",',
      '   "Type": ""',
      '  },',
      '  "Glusterfs": null,',
      '',
    ].join('\n'),
  ]);
  expect(validateUpdate(withDefaults(volume({ capacity: { storage: '2Gi' } })), old, {})).toEqual([]);
});

const storageClass = (part: object): StorageClass => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata,
  provisioner: 'example.com/disk',
  ...part,
});

const { withDefaults: full, validate, validateUpdate } = definitions.StorageClass;

test('API-67: what a storage class needs', () => {
  const mistakes = (part: object): readonly string[] => texts(validate(full(storageClass(part)), {}));
  expect(mistakes({})).toEqual([]);
  expect(mistakes({ provisioner: '' })).toEqual(['provisioner: Required value']);
  expect(mistakes({ reclaimPolicy: 'X' })).toEqual([
    'reclaimPolicy: Unsupported value: "X": supported values: "Delete", "Retain"',
  ]);
  expect(mistakes({ volumeBindingMode: 'X' })).toEqual([
    'volumeBindingMode: Unsupported value: "X": supported values: "Immediate", "WaitForFirstConsumer"',
  ]);
});

test('API-50: a storage class stays as it is, but for what concerns new claims', () => {
  const old = full(storageClass({}));
  const change = (part: object): readonly string[] => texts(validateUpdate(full(storageClass(part)), old, {}));
  expect(change({ parameters: { a: 'b' } })).toEqual(['parameters: Invalid value: {"a":"b"}: field is immutable']);
  expect(change({ provisioner: 'p' })).toEqual(['provisioner: Invalid value: "p": field is immutable']);
  expect(change({ reclaimPolicy: 'Retain' })).toEqual(['reclaimPolicy: Invalid value: "Retain": field is immutable']);
  expect(change({ allowVolumeExpansion: true })).toEqual([]);
});
