// The phrases of format 2: what stands often in the JSON of a link, written as one or two characters before it is deflated.
// A link is too short for deflating to learn them. JSON never holds these characters as they are, so nothing is ambiguous.

/** Written as one character each: U+0001 to U+001E. The order is a promise: a changed one is a new format. */
const frequent: readonly string[] = [
  ',"line","kubectl ',
  ',"line","chaos ',
  ',"edit",[[',
  '"],[',
  '"]]],[',
  'pod/',
  'node/node-',
  'scale sts ',
  'delete pod ',
  'set image sts/',
  'rollout undo sts/',
  'rollout restart sts/',
  'power-o',
  ' --replicas=',
  'tkb-sts',
  'nginx:1.',
  '\\n  ',
  '\\n    ',
  '\\n      ',
  '\\n        ',
  '\\n          ',
  '\\n            ',
  '\\n    - name: ',
  '\\n        - name: ',
  '\\nmetadata:\\n  name: ',
  '\\nspec:\\n  ',
  '\\n---\\napiVersion: v1\\nkind: ',
  'name: ',
  'app: web',
  '],"engine":"1","checksum":"',
];

/** Written as U+001F and a character from U+0020 on. New ones may be added at the end. */
const rare: readonly string[] = [
  '{"scenario":{"gallery":"first-update","hash":"022ea2068c9d209e"},"inputs":[[',
  '{"scenario":{"gallery":"first-update","hash":"022ea2068c9d209e","edits":[[',
  '{"scenario":{"gallery":"',
  '","hash":"',
  '"},"inputs":[',
  '{"scenario":"',
  '","inputs":[[',
  '"]],"cursor":[',
  '"]],"editor":[[',
  ',"request","{\\"method\\":\\"',
  '],"view":{"',
  '],"lesson":["',
  '],"engine":"',
  '","checksum":"',
  'apiVersion: apps/v1\\nkind: StatefulSet\\nmetadata:\\n  name: ',
  'apiVersion: v1\\nkind: Service\\nmetadata:\\n  name: ',
  'apiVersion: v1\\nkind: Pod\\nmetadata:\\n  name: ',
  'apiVersion: storage.k8s.io/v1\\nkind: StorageClass\\nmetadata:\\n  name: ',
  'apiVersion: ordinal.dev/v1\\nkind: Scenario\\n',
  '\\n---\\n',
  '\\n  labels:\\n    ',
  '\\n  replicas: ',
  '\\n  selector:\\n    matchLabels:\\n      ',
  '\\n  serviceName: ',
  '\\n  template:\\n    metadata:\\n      labels:\\n        ',
  '\\n    spec:\\n      ',
  'terminationGracePeriodSeconds: ',
  '\\n      containers:\\n        - name: ',
  '\\n          image: ',
  '\\n          ports:\\n            - containerPort: ',
  '\\n          volumeMounts:\\n            - name: ',
  '\\n              mountPath: /',
  '\\n  volumeClaimTemplates:\\n    - metadata:\\n        name: ',
  '\\n      spec:\\n        accessModes:\\n          - ReadWriteOnce\\n        ',
  '\\n        accessModes: ["ReadWriteOnce"]',
  'storageClassName: ',
  'resources:\\n          requests:\\n            storage: ',
  '\\n  clusterIP: None\\n',
  '\\n  selector:\\n    ',
  '\\n  ports:\\n    - ',
  'port: 80',
  'provisioner: ',
  'volumeBindingMode: ',
  'WaitForFirstConsumer',
  'allowVolumeExpansion: true',
  'pd.csi.storage.gke.io',
  'podManagementPolicy: ',
  'Parallel',
  'OrderedReady',
  'updateStrategy:\\n    type: ',
  'RollingUpdate',
  'OnDelete',
  'rollingUpdate:\\n      partition: ',
  'minReadySeconds: ',
  'persistentVolumeClaimRetentionPolicy:\\n    ',
  'whenDeleted: ',
  'whenScaled: ',
  'readinessProbe:\\n            ',
  'livenessProbe:\\n            ',
  'periodSeconds: ',
  'app.kubernetes.io/name: ',
  'metadata',
  'template',
  'persistentVolumeClaim',
  'Deployment',
  'PodDisruptionBudget',
  'apply -f -',
  'get pods',
  'delete sts ',
  'delete pvc ',
  'delete node ',
  'patch sts ',
  'label pod ',
  'annotate ',
  'cordon ',
  'drain ',
  'rollout status sts/',
  'set env sts/',
  'crash pod/',
  'unready pod/',
  'ready pod/',
  'cut node/node-',
  'heal node/node-',
  'stop-kubelet node/node-',
  'start-kubelet node/node-',
  'reboot node/node-',
  ' --force',
  ' --grace-period=0',
  ' --cascade=orphan',
  'statefulset',
  'spec:\\n  kubernetes: \\\"1.36\\\"\\n  ',
  'nodes:\\n    - name: node-1\\n      zone: zone-a\\n      cpu: 4\\n      memory: 3840Mi\\n',
  '    - name: node-2\\n      zone: zone-b\\n      cpu: 4\\n      memory: 3840Mi\\n',
  '    - name: node-3\\n      zone: zone-c\\n      cpu: 4\\n      memory: 3840Mi\\n',
  'images:\\n    - match: \\\"*\\\"\\n      pull: 500ms\\n      start: 0s\\n      stop: 1s\\n  ',
  'steps:\\n    - ',
  '\\n    - when: quiet\\n      run: kubectl ',
  '\\n    - when: quiet\\n      ',
  '\\n    - run: kubectl ',
  '\\n      run: kubectl ',
  '\\n      run: chaos ',
  '\\n  annotations:\\n    about: ',
  'nodes: 3\\n  ',
  'when: condition=Ready pod/',
  ' --wait=false',
];

const codes: ReadonlyMap<string, string> = new Map([
  ...rare.map((phrase, at) => [phrase, `\u001f${String.fromCharCode(0x20 + at)}`] as const),
  ...frequent.map((phrase, at) => [phrase, String.fromCharCode(1 + at)] as const),
]);

const escaped = (phrase: string): string => phrase.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** The longest phrase comes first. */
const anyPhrase = new RegExp(
  [...codes.keys()]
    .toSorted((one, other) => other.length - one.length)
    .map(escaped)
    .join('|'),
  'g',
);

/** JSON with its phrases written as their characters. */
export const abbreviated = (json: string): string =>
  json.replaceAll(anyPhrase, (phrase) => codes.get(phrase) ?? phrase);

/** What was abbreviated, as far as it is known; `isWhole`: it fits into so many characters. */
export function unabbreviated(text: string, limit: number): { readonly text: string; readonly isWhole: boolean } {
  let written = '';
  let from = 0;
  // eslint-disable-next-line no-control-regex -- the characters that JSON cannot hold are the codes
  for (const { 0: code, index } of text.matchAll(/[\u0001-\u001e]|\u001f./g)) {
    written += text.slice(from, index);
    written += (code.length === 1 ? frequent[code.charCodeAt(0) - 1] : rare[code.charCodeAt(1) - 0x20]) ?? '';
    from = index + code.length;
    if (written.length > limit) return { text: written, isWhole: false };
  }
  written += text.slice(from);
  return { text: written, isWhole: written.length <= limit };
}
