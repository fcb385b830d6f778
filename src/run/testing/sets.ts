// The world of the stories that tests tell: a class of volumes, a headless Service and a StatefulSet `web`, as text.
// Beside the manifests of the engine's tests, because a run starts from text.

/** The class that claims without one get, and what the official tutorial takes for granted. */
export const defaultClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: standard, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
---
`;

export const headlessService = `apiVersion: v1
kind: Service
metadata: {name: nginx, labels: {app: nginx}}
spec: {clusterIP: None, selector: {app: nginx}, ports: [{port: 80, name: web}]}
---
`;

export interface WebSet {
  readonly replicas?: number;
  readonly name?: string;
  readonly image?: string;
  /** One claim template `www`. */
  readonly claims?: boolean;
  /** The size that template asks for. */
  readonly size?: string;
  /** Lines of the spec, of the Pod's spec and of its container, in YAML's flow style: `podManagementPolicy: Parallel`. */
  readonly spec?: readonly string[];
  readonly podSpec?: readonly string[];
  readonly container?: readonly string[];
}

/** StatefulSet `web` of the tutorial: two Pods of nginx, labelled `app: nginx`. */
export function webSet(set: WebSet = {}): string {
  const { name = 'web', replicas = 2, image = 'nginx:1.25', claims = false, size = '1Gi' } = set;
  const lines = (indent: string, list: readonly string[] = []): string =>
    list.map((line) => `${indent}${line}\n`).join('');
  const mounts = claims ? ['volumeMounts: [{name: www, mountPath: /usr/share/nginx/html}]'] : [];
  const template = `  volumeClaimTemplates:
    - metadata: {name: www}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: ${size}}}}
`;
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: nginx
  replicas: ${replicas}
  selector: {matchLabels: {app: nginx}}
${lines('  ', set.spec)}  template:
    metadata: {labels: {app: nginx}}
    spec:
${lines('      ', set.podSpec)}      containers:
        - name: nginx
          image: ${image}
${lines('          ', [...mounts, ...(set.container ?? [])])}${claims ? template : ''}---
`;
}
