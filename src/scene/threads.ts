// Identity threads: from an ordinal's slot through its Pod to its volumes; dotted past the place of a Pod that is gone.
import type { Projection } from './project.ts';
import type { SlotFacts } from './project-sets.ts';
import { bottom, centreX } from './room.ts';
import type { Box, Curve, Point, PodMark, SlotMark, ThreadMark, VolumeMark } from './scene.ts';

/** Many threads would hide what they tie together. */
const mostThreads = 160;

export function placeThreads(
  projection: Projection,
  slots: readonly SlotMark[],
  pods: readonly PodMark[],
  volumes: readonly VolumeMark[],
): readonly ThreadMark[] {
  if (slots.length > mostThreads) return [];
  const boxes = new Map<string, Box>([...slots, ...pods, ...volumes].map((mark) => [mark.id, mark.box]));
  const ofSlots = projection.sets.flatMap((set) => set.slots.flatMap((slot) => threadsOf(slot, boxes)));
  const lone = projection.pods.filter((pod) => pod.setKey === null);
  return [...ofSlots, ...lone.flatMap((pod) => lowerThreads(pod.id, pod, boxes.get(pod.id), boxes))];
}

function threadsOf(slot: SlotFacts, boxes: ReadonlyMap<string, Box>): readonly ThreadMark[] {
  const from = boxes.get(slot.id);
  if (!from) return [];
  const { pod, hue } = slot;
  const there = pod && boxes.get(pod.id);
  if (!pod || !there)
    return slot.claims.flatMap((claim) => {
      const to = boxes.get(claim.id);
      return to
        ? [{ id: `thread:${slot.id}:${claim.id}`, hue, style: 'dotted' as const, curve: curve(below(from), above(to)) }]
        : [];
    });
  const upper: ThreadMark = {
    id: `thread:${slot.id}`,
    hue,
    style: 'solid',
    curve: curve(below(from), above(there)),
  };
  return [upper, ...lowerThreads(slot.id, pod, there, boxes)];
}

type Tied = Pick<NonNullable<SlotFacts['pod']>, 'hue' | 'node' | 'claims'>;

function lowerThreads(
  id: string,
  pod: Tied,
  from: Box | undefined,
  boxes: ReadonlyMap<string, Box>,
): readonly ThreadMark[] {
  if (!from) return [];
  return pod.claims.flatMap((claim) => {
    const to = boxes.get(claim.id);
    if (!to) return [];
    const style = pod.node !== undefined && claim.attachedTo.includes(pod.node) ? 'solid' : 'dashed';
    return [{ id: `thread:${id}:${claim.id}`, hue: pod.hue, style, curve: curve(below(from), above(to)) }];
  });
}

const below = (box: Box): Point => ({ x: centreX(box), y: bottom(box) });
const above = (box: Box): Point => ({ x: centreX(box), y: box.y });

/** Leaves and arrives upright, so that it reads as one ribbon through a Pod. */
export function curve(from: Point, to: Point): Curve {
  const reach = Math.max(18, Math.abs(to.y - from.y) * 0.55);
  return [from, { x: from.x, y: from.y + reach }, { x: to.x, y: to.y - reach }, to];
}

/** The point at `t` (0…1) of a curve. */
export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const [ka, kb, kc, kd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: ka * a.x + kb * b.x + kc * c.x + kd * d.x, y: ka * a.y + kb * b.y + kc * c.y + kd * d.y };
}
