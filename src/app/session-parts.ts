// What the parts of the session work on: its one store, what is being played, and the doors to other rooms.
import type { StoreApi } from 'zustand/vanilla';
import type { Doors } from './doors.ts';
import type { Playing } from './playing.ts';
import type { SessionState } from './session-state.ts';

export interface SessionParts {
  readonly store: StoreApi<SessionState>;
  readonly playing: Playing;
  readonly doors: Doors;
}
