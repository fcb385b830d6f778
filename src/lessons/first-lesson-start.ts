// What the steps of the first lesson start with: the notes' StorageClass, headless Service and StatefulSet, nothing else to read.

/** `replicas`: how many Pods the StatefulSet asks for at the start. */
export const firstLessonStart = (replicas: number): string => `# Where volumes come from.
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: flash
provisioner: pd.csi.storage.gke.io
volumeBindingMode: WaitForFirstConsumer
---
# The headless Service: every Pod gets a DNS name of its own.
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
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: tkb-sts
spec:
  replicas: ${replicas}
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
