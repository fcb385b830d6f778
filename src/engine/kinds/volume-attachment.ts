// VolumeAttachment: the wish that a volume be attached to a node, and whether it is.
import type { ObjectMeta } from './meta.ts';

export interface VolumeAttachment {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'VolumeAttachment';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly attacher: string;
    readonly nodeName: string;
    readonly source: { readonly persistentVolumeName?: string };
  };
  readonly status: {
    readonly attached: boolean;
    /** The last try that failed. */
    readonly attachError?: { readonly time: string; readonly message: string };
  };
}
