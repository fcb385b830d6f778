// What plays command lines (kubectl with all its verbs, and chaos), which the page loads only after its first picture. A run
// may begin without it; whoever lets one go on that has lines to play waits for it first.
import type { PlayLine } from '../run/play-line.ts';
import type { Run, TimedInput } from '../run/run.ts';

export interface Lines {
  /** Loaded: `play` may be called. */
  readonly areReady: () => boolean;
  /** Loads it if need be; false: it could not be loaded, and asking again tries again. */
  readonly ready: () => Promise<boolean>;
}

/** `play` throws until it is loaded. */
export function loadedLater(load: () => Promise<PlayLine>): Lines & { readonly play: PlayLine } {
  let loaded: PlayLine | undefined;
  let loading: Promise<boolean> | undefined;
  const tried = async (): Promise<boolean> => {
    try {
      loaded = await load();
      return true;
    } catch {
      loading = undefined;
      return false;
    }
  };
  return {
    areReady: () => loaded !== undefined,
    ready: () => (loading ??= tried()),
    play(...line) {
      if (!loaded) throw new Error('a line must be played only when what plays it is loaded');
      return loaded(...line);
    },
  };
}

/** False: this run, or these inputs made on it, have lines to play, and what plays them could not be loaded. */
export async function canGoOn(run: Run, inputs: readonly TimedInput[], lines: Lines): Promise<boolean> {
  return !(run.scenario.steps.length > 0 || inputs.some(({ kind }) => kind === 'line')) || lines.ready();
}
