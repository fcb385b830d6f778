// What a person does with time: faster and slower, and starting over.
import { resetOutcome } from './apply-outcome.ts';
import type { SessionParts } from './session-parts.ts';
import { withLines } from './with-lines.ts';
import { goToNextStep, previousStep, startOf } from '../run/steps.ts';
import type { CreatedRun } from '../run/run.ts';
import { speeds } from '../stage/transport-texts.ts';

export interface TimeActions {
  /** Plays the editor's text from 0 s, on a branch of its own. */
  readonly reset: () => void;
  readonly changeSpeed: (steps: 1 | -1) => void;
  /** To the end of the next or the one before; a step is the changes of one cause. Past the end the run goes on to the next one. */
  readonly step: (direction: 1 | -1) => void;
}

export const timeActions = ({ store, playing, doors }: SessionParts): TimeActions => ({
  reset() {
    const { text } = store.getState();
    const reset = (): void => {
      const arrival = playing.branches.reset(text);
      if (!arrival.ok) {
        store.setState({ outcome: resetOutcome(arrival.refusals, playing.now.run.cluster.nowMs) });
        return;
      }
      playing.arrive(arrival, 'play');
      store.setState({ branchNote: null, selected: null, appliedText: text });
    };
    if (doors.lines.areReady() || !hasSteps(doors.createRun(text))) reset();
    else withLines({ store, playing, doors }, reset);
  },
  changeSpeed: (steps) => playing.now.player.setSpeed(nextSpeed(store.getState().speed, steps)),
  step(direction) {
    const { run, player, cursor } = playing.now;
    const at = cursor();
    player.pause();
    store.setState({ notice: null });
    if (direction < 0) {
      player.standAt(previousStep(run.cluster, at)?.cursor ?? startOf(run.cluster));
      return;
    }
    const endMs = doors.clock.now() + longestSearchMs;
    const sought = goToNextStep(run, at, () => doors.clock.now() < endMs);
    if (sought.kind === 'step') player.standAt(sought.step.cursor);
    else if (sought.kind === 'stopped') player.toEnd();
    else store.setState({ notice: 'nothingNext' });
  },
});

/** Wall time that looking for the next step may take; the next press goes on from there. */
const longestSearchMs = 40;

const hasSteps = (created: CreatedRun): boolean => created.ok && created.run.scenario.steps.length > 0;

function nextSpeed(speed: number, steps: 1 | -1): number {
  const next = steps > 0 ? speeds.find((other) => other > speed) : speeds.findLast((other) => other < speed);
  return next ?? speed;
}
