// A change as a spectator of a cluster sees it, in the runner's output or on a watch: an object with whatever fields it has.

export interface Observed {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly uid?: string;
    readonly generateName?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly ownerReferences?: readonly { readonly kind: string; readonly controller?: boolean }[];
  };
  readonly spec?: {
    readonly nodeName?: string;
    readonly taints?: readonly { readonly key: string; readonly effect: string }[];
    readonly source?: { readonly persistentVolumeName?: string };
  };
  readonly status?: {
    readonly phase?: string;
    readonly attached?: boolean;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
  /** Of a ControllerRevision. */
  readonly data?: unknown;
  readonly revision?: number;
  /** Of an EndpointSlice. */
  readonly endpoints?:
    | readonly {
        readonly addresses: readonly string[];
        readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
        readonly targetRef?: { readonly name?: string };
      }[]
    | null;
  /** Of an Event. */
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly kind: string; readonly name: string };
  readonly reportingComponent?: string;
  readonly source?: { readonly component?: string };
}

export interface ObservedChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly atMs: number;
  readonly object: Observed;
}
