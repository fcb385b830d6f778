// What the API server does with objects of one kind: the form of a row of `definitions.ts`.
import type { Feature } from './features.ts';
import type { FieldError } from './field-error.ts';

/** Switches of the cluster by name; one that is absent has its default (statefulset.md 0.1). */
export type FeatureGates = { readonly [gate: string]: boolean };

/** A field whose effect is not simulated yet. */
export interface Unsimulated {
  readonly path: string;
  readonly feature: Feature;
}

export interface KindDefinition<T> {
  /** The object with every default filled in; the very same object if nothing was missing. `old` on an update. */
  withDefaults(object: T, gates?: FeatureGates, old?: T): T;
  /** All mistakes on create, in the server's order; none when it may be stored. Expects a defaulted object. */
  validate(object: T, gates: FeatureGates): readonly FieldError[];
  /** All mistakes of replacing `old` by a defaulted object. */
  validateUpdate(object: T, old: T, gates: FeatureGates): readonly FieldError[];
  /** All mistakes of a new status; absent for kinds whose status may say anything. */
  validateStatus?(object: T, old: T): readonly FieldError[];
  /** DEF-17 */
  warnings(object: T): readonly string[];
  /** What create sets `status` to, whatever the client sent (API-6); absent for kinds that take what they are given. */
  initialStatus?(object: T): unknown;
  /** What Kubernetes would act on and this version does not yet. */
  notSimulated(object: T, old?: T): readonly Unsimulated[];
}
