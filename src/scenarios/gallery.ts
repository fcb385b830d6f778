// The worlds one can start with, as texts. A text never changes once published, because links name it by id and hash; a
// corrected one gets a new id and the old one stays.

export interface GalleryEntry {
  readonly id: string;
  readonly text: string;
}

const firstStart = `# Where the volumes come from. WaitForFirstConsumer: no volume is made
# before a Pod that wants it has been given a node.
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: flash
provisioner: pd.csi.storage.gke.io
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
parameters:
  type: pd-ssd
---
# The headless Service (clusterIP: None) that gives every Pod a name of its
# own: tkb-sts-0.dullahan.default.svc.cluster.local, and so on.
apiVersion: v1
kind: Service
metadata:
  name: dullahan
  labels:
    app: web
spec:
  ports:
    - port: 80
      name: web
  clusterIP: None
  selector:
    app: web
---
# Three Pods, one after another: tkb-sts-1 is created when tkb-sts-0 is
# ready. Each has a claim that outlives it: webroot-tkb-sts-0, -1, -2.
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: tkb-sts
spec:
  replicas: 3 # try 4
  selector:
    matchLabels:
      app: web
  serviceName: dullahan
  template:
    metadata:
      labels:
        app: web
    spec:
      terminationGracePeriodSeconds: 10
      containers:
        - name: ctr-web
          image: nginx:latest
          ports:
            - containerPort: 80
              name: web
          volumeMounts:
            - name: webroot
              mountPath: /usr/share/nginx/html
  volumeClaimTemplates:
    - metadata:
        name: webroot
      spec:
        accessModes:
          - ReadWriteOnce
        storageClassName: flash
        resources:
          requests:
            storage: 1Gi
`;

const firstUpdate = `${firstStart}---
# Not Kubernetes: how the simulated world is. The seed decides what a real
# cluster leaves to chance. Any image can be pulled but this one:
# try it, and go back.
apiVersion: ordinal.dev/v1
kind: Scenario
metadata:
  name: first-update
spec:
  seed: 6
  images:
    - match: nginx:broken
      pull: error
`;

/** What the page opens with. */
export const defaultEntry: GalleryEntry = { id: 'first-update', text: firstUpdate };

export const gallery: readonly GalleryEntry[] = [defaultEntry, { id: 'first-start', text: firstStart }];
