// The swim lanes of a run: one lane per identity, its states as bars, inputs as flags, alarms as lamps, the playhead.
import type { History } from './history.ts';
import type { SceneMessages } from './messages.ts';
import type { Flag, Size, TimelineScene } from './scene.ts';

export interface TimelineInstant {
  readonly history: History;
  /** The instant on show, and the end of what has happened. */
  readonly atMs: number;
  readonly headMs: number;
  readonly flags: readonly Flag[];
  readonly messages: SceneMessages;
}

/** Fitted so that all that happened, and a little of what may come, is in view. */
export function composeTimeline(instant: TimelineInstant, room: Size): TimelineScene {
  throw new Error(`not drawn yet: ${instant.atMs} ${room.width}`);
}
