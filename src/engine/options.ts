// What a cluster is started with: nodes, images, seed. The scenario format (scenarios/) is turned into this.
import type { Taint } from './kinds/node.ts';

/** A node of the starting world. Quantities as Kubernetes writes them. */
export interface NodeOptions {
  readonly name: string;
  readonly zone: string;
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
  readonly labels?: { readonly [key: string]: string };
  readonly taints?: readonly Taint[];
}

/** How containers of matching images behave (first match of the glob wins). Times in milliseconds. */
export interface ImageBehaviour {
  readonly match: string;
  /** 'error': the image does not exist. */
  readonly pullMs: number | 'error';
  readonly startMs: number;
  readonly readyMs: number;
  /** 'never': it ignores the signal and is killed when the grace period ends. */
  readonly stopMs: number | 'never';
  readonly exit?: { readonly code: number; readonly afterMs: number };
  /** What it prints, each so long after it runs. */
  readonly logs?: readonly { readonly afterMs: number; readonly text: string }[];
}

export interface ClusterOptions {
  /** Everything random is random(seed, purpose, key). */
  readonly seed: number;
  /** Cluster time 0 as milliseconds since 1970. */
  readonly startTimeMs: number;
  readonly nodes: readonly NodeOptions[];
  readonly images: readonly ImageBehaviour[];
  readonly featureGates: { readonly [gate: string]: boolean };
}
