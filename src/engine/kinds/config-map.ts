// ConfigMap: plain data. The starting world has `kube-root-ca.crt` in each namespace.
import type { ObjectMeta, StringMap } from './meta.ts';

export interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMeta;
  readonly data?: StringMap;
  readonly binaryData?: StringMap;
  readonly immutable?: boolean;
}
