// What the page needs to let a person choose an object and do something to it: the objects beside the identities, what can be done
// to each, and time, for the choice of doing nothing.
import { offerOn } from './actions/offer.ts';
import type { Offer } from './actions/offer.ts';
import type { SessionParts } from './session-parts.ts';
import { twinNodes } from './twin-nodes.ts';
import type { TwinNode } from './twin-nodes.ts';

export interface Selecting {
  /** At the instant on show, where it would be done. `about`: `Kind namespace/name`. */
  readonly offerOn: (about: string) => Offer;
  readonly twinNodes: () => readonly TwinNode[];
  /** Lets time go on from the end of what has happened until nothing more happens by itself. */
  readonly settle: () => void;
}

export const selecting = ({ playing }: Pick<SessionParts, 'playing'>): Selecting => ({
  offerOn: (about) => offerOn(about, playing.now.instant().view),
  twinNodes: () => twinNodes(playing.now.instant()),
  settle: () => playing.now.player.runUntilSettled(),
});
