// ServiceAccount: every namespace has `default`, and the admission of Pods asks for it (DEF-8).
import type { ObjectMeta } from './meta.ts';

export interface ServiceAccount {
  readonly apiVersion: 'v1';
  readonly kind: 'ServiceAccount';
  readonly metadata: ObjectMeta;
  readonly automountServiceAccountToken?: boolean;
}
