// A request to the API server, already taken apart: the form in which kubectl, controllers and the HTTP door ask.
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { Status } from './status.ts';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

interface Target {
  readonly kind: Kind;
  /** Absent for cluster-scoped kinds, and for a list over all namespaces. */
  readonly namespace?: string;
}

export interface WriteOptions {
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  readonly dryRun?: boolean;
  /** Whose fields they become (API-13). */
  readonly fieldManager?: string;
}

export type ApiRequest =
  | (Target & { readonly verb: 'get'; readonly name: string; readonly subresource?: 'status' | 'scale' })
  | (Target & { readonly verb: 'list'; readonly labelSelector?: string; readonly fieldSelector?: string })
  | (Target &
      WriteOptions & {
        readonly verb: 'create';
        readonly name?: string;
        readonly subresource?: 'binding' | 'eviction';
        readonly body: unknown;
      })
  | (Target &
      WriteOptions & {
        readonly verb: 'update';
        readonly name: string;
        readonly subresource?: 'status' | 'scale';
        readonly body: unknown;
      })
  | (Target &
      WriteOptions & {
        readonly verb: 'patch';
        readonly name: string;
        readonly subresource?: 'status' | 'scale';
        readonly patchType: PatchType;
        readonly body: unknown;
        /** Of `apply`: take fields over from other managers (PATCH-7). */
        readonly force?: boolean;
      })
  | (Target & {
      readonly verb: 'delete';
      readonly name: string;
      readonly options?: DeleteOptions;
      readonly dryRun?: boolean;
    });

export interface ObjectList {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    /** Of a page (WATCH-2). */
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly ApiObject[];
}

export interface Scale {
  readonly kind: 'Scale';
  readonly apiVersion: 'autoscaling/v1';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
  };
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly replicas: number; readonly selector: string };
}

/** `code` is the HTTP status; `warnings` are the texts of Warning headers (DEF-17, PATCH-11). */
export interface Answer {
  readonly code: number;
  readonly body: ApiObject | ObjectList | Scale | Status;
  readonly warnings: readonly string[];
}

export const isStatus = (body: Answer['body']): body is Status => body.kind === 'Status';
