// How long a Pod may be active (`activeDeadlineSeconds`): then it fails, whatever its containers do.
import { parseTime } from '../time.ts';
import { failPod } from './failing.ts';
import type { Sync } from './sync.ts';

const message = 'Pod was active on the node longer than the specified deadline';

/** Ends a Pod past its deadline, else asks to be woken at it; true if it ends. `startTimeMs`: cluster time 0, since 1970. */
export function endAtDeadline(sync: Sync, startTimeMs: number): boolean {
  const { activeDeadlineSeconds: seconds, terminationGracePeriodSeconds = 30 } = sync.pod.spec;
  const { startTime } = sync.pod.status;
  if (seconds === undefined || startTime === undefined) return false;
  const deadlineMs = parseTime(startTime) - startTimeMs + seconds * 1000;
  if (deadlineMs > sync.nowMs) {
    sync.later(deadlineMs);
    return false;
  }
  sync.event({ type: 'Normal', reason: 'DeadlineExceeded', message }, 'KUBELET-50');
  const failure = { reason: 'DeadlineExceeded', message, rule: 'KUBELET-50', isDisruption: false };
  failPod(sync, failure, terminationGracePeriodSeconds * 1000);
  return true;
}
