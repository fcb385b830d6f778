// The whole way from an instant of the cluster to its picture: what is there, where it stands, what moves.
import type { View } from '../engine/index.ts';
import type { History } from './history.ts';
import type { SceneMessages } from './messages.ts';
import type { Scene, Size } from './scene.ts';

export interface Instant {
  /** The state at the cursor. */
  readonly view: View;
  /** Cluster time on show: at or after the cursor's last change. */
  readonly atMs: number;
  /** All that happened, folded up to the head at least as far as the cursor. */
  readonly history: History;
  readonly messages: SceneMessages;
}

/** The picture of an instant in a room of this size. Same cluster, same instant, same room: same Scene. */
export function composeScene(instant: Instant, room: Size): Scene {
  throw new Error(`not drawn yet: ${instant.atMs} ${room.width}`);
}
