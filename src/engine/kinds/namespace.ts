// Namespace: where namespaced objects live. Its deletion is not simulated.
import type { ObjectMeta } from './meta.ts';

export interface Namespace {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly finalizers?: readonly string[] };
  readonly status: { readonly phase?: 'Active' | 'Terminating' };
}
