// What a person does with time: faster and slower, and starting over.
import { resetOutcome } from './apply-outcome.ts';
import type { SessionParts } from './session-parts.ts';
import { speeds } from '../stage/transport-texts.ts';

export interface TimeActions {
  /** Plays the editor's text from 0 s, on a branch of its own. */
  readonly reset: () => void;
  readonly changeSpeed: (steps: 1 | -1) => void;
}

export const timeActions = ({ store, playing }: SessionParts): TimeActions => ({
  reset() {
    const { text } = store.getState();
    const arrival = playing.branches.reset(text);
    if (!arrival.ok) {
      store.setState({ outcome: resetOutcome(arrival.refusals, playing.now.run.cluster.nowMs) });
      return;
    }
    playing.arrive(arrival, 'play');
    store.setState({ appliedText: text });
  },
  changeSpeed: (steps) => playing.now.player.setSpeed(nextSpeed(store.getState().speed, steps)),
});

function nextSpeed(speed: number, steps: 1 | -1): number {
  const next = steps > 0 ? speeds.find((other) => other > speed) : speeds.findLast((other) => other < speed);
  return next ?? speed;
}
