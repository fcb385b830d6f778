// The transport bar as plain DOM, so that the page and the embed have the same one.
import type { PlayerState } from './player.ts';

export interface TransportMessages {
  readonly group: string;
  readonly play: string;
  readonly pause: string;
  readonly toStart: string;
  readonly toEnd: string;
  readonly settle: string;
  readonly speed: string;
  /** `{at}` of `{head}`. */
  readonly time: string;
}

export interface TransportOptions {
  readonly messages: TransportMessages;
  readonly onToggle: () => void;
  readonly onStart: () => void;
  readonly onEnd: () => void;
  readonly onSettle: () => void;
  readonly onSpeed: (speed: number) => void;
}

export interface Transport {
  update(state: PlayerState): void;
  setMessages(messages: TransportMessages): void;
  destroy(): void;
}

/** Buttons into `container`; keys (space, Home, End) are heard on `keys`, unless typed into a field. */
export function createTransport(container: HTMLElement, options: TransportOptions, keys?: Document): Transport {
  throw new Error(`not built yet: ${container.tagName} ${options.messages.play} ${keys?.title}`);
}
