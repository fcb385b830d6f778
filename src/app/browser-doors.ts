// The session's doors as they are in a browser: its clock, its address, the spoken language, and the rooms themselves.
import type { LinkDoors } from './doors.ts';
import type { KeeperDoors } from './keeper.ts';
import { say, sceneMessages } from './language.ts';
import { loadedLater } from './lines.ts';
import { startRun } from '../run/start-run.ts';
import { checksum } from '../share/checksum.ts';
import { readLink, writeLink } from '../share/link.ts';
import type { LinkState } from '../share/link-state.ts';
import { createPlayer } from '../stage/player.ts';

/** Goes up when the same inputs come to another run. */
const engine = '1';

const lines = loadedLater(async () => (await import('../run/command-line.ts')).commandLine);

export const browserDoors: LinkDoors = {
  createRun: (text) => startRun(text, lines.play),
  lines,
  createPlayer,
  clock: {
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
    setTimer: (callback, ms) => window.setTimeout(callback, ms),
    clearTimer: (handle) => clearTimeout(handle),
  },
  messages: sceneMessages,
  say,
  linkTo,
  checksum,
  engine,
  readLink,
};

export const browserKeeperDoors: KeeperDoors = {
  later(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  onLeave(callback) {
    const onHidden = () => {
      if (document.visibilityState === 'hidden') callback();
    };
    document.addEventListener('visibilitychange', onHidden);
    addEventListener('pagehide', callback);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      removeEventListener('pagehide', callback);
    };
  },
};

async function linkTo(state: LinkState): Promise<string> {
  const written = await writeLink(state);
  if (!written.ok) throw new Error(say(`link.problem.${written.problem.code}`, written.problem.params));
  // Without the query: it says how somebody looks at it, in which language for example, and the next one may not want that.
  return `${location.origin}${location.pathname}#${written.fragment}`;
}
