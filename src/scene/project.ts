// What is there at an instant, as facts without places: sets with their slots, Pods, nodes, claims. Reads the View only.
import { claimFacts, looseVolumes } from './project-claims.ts';
import type { ClaimFacts } from './project-claims.ts';
import { nodeFacts, unscheduledFacts } from './project-nodes.ts';
import type { LaneFacts } from './project-nodes.ts';
import { deploymentFacts } from './project-deployments.ts';
import { podFacts } from './project-pods.ts';
import type { PodFacts } from './project-pods.ts';
import { setFacts } from './project-sets.ts';
import type { SetFacts } from './project-sets.ts';
import type { Instant } from './instant.ts';

export interface Projection {
  /** StatefulSets with their slots, then Deployments without. */
  readonly sets: readonly SetFacts[];
  /** Every Pod, sorted by set and ordinal, then by key. */
  readonly pods: readonly PodFacts[];
  readonly lanes: readonly LaneFacts[];
  /** Claims of no set, and volumes of no claim. */
  readonly looseClaims: readonly ClaimFacts[];
}

export function project(instant: Instant): Projection {
  const claims = claimFacts(instant);
  const pods = podFacts(instant, claims);
  const sets = [...setFacts(instant, pods, claims), ...deploymentFacts(instant)];
  const taken = new Set(sets.flatMap((set) => set.slots.flatMap((slot) => slot.claims.map((claim) => claim.id))));
  const looseClaims = [...claims.values()].filter((claim) => !taken.has(claim.id));
  const lanes = [unscheduledFacts(instant, pods), ...nodeFacts(instant, pods)];
  return { sets, pods, lanes, looseClaims: [...looseClaims, ...looseVolumes(instant)] };
}
