// What the page needs to let a person choose an object and do something to it: what can be done to each object, and
// time, for the choice of doing nothing.
import { offerOn } from './actions/offer.ts';
import type { Offer } from './actions/offer.ts';
import type { SessionParts } from './session-parts.ts';

export interface Selecting {
  /** At the instant on show, where it would be done. `about`: `Kind namespace/name`. */
  readonly offerOn: (about: string) => Offer;
  /** Lets time go on from the end of what has happened until nothing more happens by itself. */
  readonly settle: () => void;
}

export const selecting = ({ playing }: Pick<SessionParts, 'playing'>): Selecting => ({
  offerOn: (about) => offerOn(about, playing.now.instant().view, playing.now.run.cluster.options.startTimeMs),
  settle: () => playing.now.player.runUntilSettled(),
});
