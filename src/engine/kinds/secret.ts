// Secret: data that is kept apart, as bytes in base64. Nothing here is secret: it is a playground.
import type { ObjectMeta, StringMap } from './meta.ts';

export interface Secret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMeta;
  readonly type?: string;
  readonly data?: StringMap;
  /** Only in what a client sends: the server keeps it as `data`. */
  readonly stringData?: StringMap;
  readonly immutable?: boolean;
}
