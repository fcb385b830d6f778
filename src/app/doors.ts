// What the session takes from other rooms, as plain functions: it is tested without a browser and without a real cluster.
import type { Lines } from './lines.ts';
import type { View } from '../engine/index.ts';
import type { CreatedRun } from '../run/run.ts';
import type { SceneMessages } from '../scene/messages.ts';
import type { LinkProblem, LinkState, ReadableLink } from '../share/link-state.ts';
import type { Player, PlayerOptions } from '../stage/player.ts';

/** The browser's clock and wake-ups, as the player asks for them. */
export type Clock = Pick<PlayerOptions, 'now' | 'requestFrame' | 'cancelFrame' | 'setTimer' | 'clearTimer'>;

export interface Doors {
  /** Its lines, if it has any, can be played once `lines` are ready. */
  readonly createRun: (text: string) => CreatedRun;
  readonly lines: Lines;
  readonly createPlayer: (options: PlayerOptions) => Player;
  readonly clock: Clock;
  /** The texts of the picture, in the language spoken now. */
  readonly messages: () => SceneMessages;
  /** A sentence or word of the page, in the language spoken now. */
  readonly say: (key: string, params?: { readonly [name: string]: string | number }) => string;
  /** The whole address of a link that holds this. */
  readonly linkTo: (state: LinkState) => Promise<string>;
  readonly checksum: (view: View) => string;
  /** Version of the engine, as a link names it. */
  readonly engine: string;
}

/** What reading a link gives: all of it, or why not, and what could be read. */
export type ReadLink =
  | { readonly ok: true; readonly state: LinkState }
  | { readonly ok: false; readonly problem: LinkProblem; readonly readable?: ReadableLink };

/** As well, for beginning. */
export interface LinkDoors extends Doors {
  /** `fragment`: what stands after `#`. */
  readonly readLink: (fragment: string) => Promise<ReadLink>;
}
