// How far a Pod on its node has come: the step it is at and how much of its ring is filled. A step's share grows ever more
// slowly with the time spent in it, because nobody knows when a volume or an image will be there.
import type { PodStory } from './history.ts';
import type { ClaimFacts } from './project-claims.ts';
import type { Instant } from './instant.ts';

export type StartStep = 'attach' | 'mount' | 'pull' | 'create' | 'start';

/** Where each step begins and ends on the ring, and after how many ms two thirds of it are filled. */
const shares: { readonly [S in StartStep]: readonly [from: number, to: number, usualMs: number] } = {
  start: [0.04, 0.12, 500],
  attach: [0.06, 0.3, 700],
  mount: [0.3, 0.68, 4500],
  pull: [0.68, 0.9, 400],
  create: [0.9, 0.97, 300],
};

export function progressOf(
  node: string,
  story: PodStory | undefined,
  claims: readonly ClaimFacts[],
  { atMs, view }: Instant,
): { readonly step: StartStep; readonly fraction: number } {
  const happened = (reason: string): number | undefined =>
    story?.steps.find((step) => step.reason === reason && step.revision <= view.cursor.revision)?.atMs;
  const scheduledMs = happened('Scheduled') ?? story?.createdMs ?? atMs;
  const [step, sinceMs] = stepOf(node, claims, scheduledMs, happened);
  const [from, to, usualMs] = shares[step];
  const within = 1 - Math.exp(-Math.max(0, atMs - sinceMs) / usualMs);
  return { step, fraction: from + (to - from) * within };
}

function stepOf(
  node: string,
  claims: readonly ClaimFacts[],
  scheduledMs: number,
  happened: (reason: string) => number | undefined,
): readonly [StartStep, number] {
  const created = happened('Pulled') ?? happened('Created');
  if (created !== undefined) return ['create', created];
  const pulling = happened('Pulling');
  if (pulling !== undefined) return ['pull', pulling];
  if (claims.length === 0) return ['start', scheduledMs];
  if (claims.every((claim) => claim.attachedTo.includes(node)))
    return ['mount', happened('SuccessfulAttachVolume') ?? scheduledMs];
  return ['attach', scheduledMs];
}
