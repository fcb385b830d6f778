// What the properties are tried on: a world of some shape, and what is done to it when. Plain data, so that a failure can print
// all that is needed to play it again.
import type { Fault, HttpRequest } from '../../engine/index.ts';

/** What there is at the start: three nodes, and what is applied. */
export interface Setting {
  readonly seed: number;
  /** The feature gate MaxUnavailableStatefulSet. */
  readonly gate: boolean;
  readonly documents: readonly object[];
}

/** What a person does: a request to the API server, or something broken or mended. */
export type Deed = { readonly request: HttpRequest } | { readonly fault: Fault };

/** A deed, so long after the one before it. */
export interface Step {
  readonly afterMs: number;
  readonly deed: Deed;
}

export interface Story {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

export const images = ['plain', 'slow', 'deaf', 'missing', 'crashing', 'ending'] as const;
export type Image = (typeof images)[number];

/** Pods of these images never stay Ready. */
export const brokenImages: ReadonlySet<string> = new Set(['missing', 'crashing', 'ending']);

export const nodeNames = ['node-1', 'node-2', 'node-3'] as const;
export const zoneNames = ['zone-0', 'zone-1', 'zone-2'] as const;

/** The classes that a claim may name; nothing makes volumes of `local`. */
export const classNames = ['disk', 'quick', 'zonal', 'local'] as const;
export type ClassName = (typeof classNames)[number];

/** Cluster time 0 of a scenario that does not say when it begins. */
export const startOfRuns = Date.parse('2026-01-01T00:00:00Z');
