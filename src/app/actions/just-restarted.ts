// Two restarts within one second would be one and the same: kubectl refuses the second, so the button says so before.
import type { Deployment, StatefulSet } from '../../engine/index.ts';
import { sentence } from './action.ts';
import type { Hindrance, Sentence } from './action.ts';

/** `clockMs`: the cluster's clock, milliseconds since 1970. Undefined: a restart can be asked for. */
export function justRestarted({ spec }: Deployment | StatefulSet, clockMs: number): Sentence<Hindrance> | undefined {
  const at = spec.template.metadata?.annotations?.['kubectl.kubernetes.io/restartedAt'];
  const isThisSecond = at !== undefined && Math.floor(Date.parse(at) / 1000) === Math.floor(clockMs / 1000);
  return isThisSecond ? sentence('justRestarted') : undefined;
}
