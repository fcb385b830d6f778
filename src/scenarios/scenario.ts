// The world of a run and what happens in it: `kind: Scenario` as data, with every default filled in. The format is decided
// in the scenario page; reading it from text is parse-scenario.ts.
import type { ClusterOptions, ImageBehaviour, NodeOptions } from '../engine/index.ts';
import type { Position } from '../manifest/diagnostic.ts';
import type { When } from './when.ts';

export interface Scenario {
  /** '' for the default world. */
  readonly name: string;
  readonly about: string;
  /** Version profile, such as `1.36`. */
  readonly kubernetes: string;
  readonly featureGates: { readonly [gate: string]: boolean };
  readonly seed: number;
  /** Cluster time 0 as milliseconds since 1970. */
  readonly startTimeMs: number;
  readonly nodes: readonly NodeOptions[];
  /** First match wins; the last entry matches everything. */
  readonly images: readonly ImageBehaviour[];
  readonly quietAfterMs: number;
  readonly steps: readonly Step[];
  readonly end: End;
}

/** One thing that happens: it starts at `start`, then does `action`. Steps run one after another. */
export interface Step {
  readonly start: Start;
  readonly action: Action;
  /** From this step on `$NODE` is the node that this Pod was last bound to. */
  readonly node?: string;
  /** Where it stands in the file. */
  readonly position: Position;
}

export type Start =
  | { readonly kind: 'now' }
  /** Cluster time; a past one runs at once. */
  | { readonly kind: 'at'; readonly ms: number }
  /** Since the previous step ended. */
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'when'; readonly when: When };

export type Action =
  | { readonly kind: 'run'; readonly line: string }
  | { readonly kind: 'apply'; readonly text: string }
  | { readonly kind: 'request'; readonly request: StepRequest }
  /** Just waits. */
  | { readonly kind: 'none' };

export interface StepRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** When a run is over: after the last step, on a condition, or so many milliseconds after the last step. */
export type End = { readonly kind: 'when'; readonly when: When } | { readonly kind: 'after'; readonly ms: number };

/** How the engine is started for this scenario. */
export function clusterOptions(scenario: Scenario): ClusterOptions {
  const { seed, startTimeMs, nodes, images, featureGates } = scenario;
  return { seed, startTimeMs, nodes, images, featureGates };
}
