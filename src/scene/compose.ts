// The whole way from an instant of the cluster to its picture: what is there, where it stands, what moves.
import type { Instant } from './instant.ts';
import { layout } from './layout.ts';
import { project } from './project.ts';
import { pulsesAt } from './pulses.ts';
import type { Scene, Size } from './scene.ts';

/** The picture of an instant in a room of this size. Same cluster, same instant, same room: same Scene. */
export function composeScene(instant: Instant, room: Size): Scene {
  const projection = project(instant);
  const placed = layout(projection, room, instant);
  const pulses = pulsesAt(instant.history, instant.atMs, instant.view.cursor.revision, placed.threads);
  const moving = pulses.length > 0 || projection.pods.some((pod) => pod.moving);
  return { atMs: instant.atMs, ...placed, pulses, moving };
}
