// What a picture is made from: the state at the cursor, the time on show, what happened, and the texts.
import type { View } from '../engine/index.ts';
import type { History } from './history.ts';
import type { SceneMessages } from './messages.ts';

export interface Instant {
  /** The state at the cursor. */
  readonly view: View;
  /** Cluster time on show: at or after the cursor's last change. */
  readonly atMs: number;
  /** All that happened, folded at least as far as the cursor. */
  readonly history: History;
  readonly messages: SceneMessages;
}
