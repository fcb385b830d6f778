// Something a person does that may need what plays command lines: at once if that is loaded, or else as soon as it is, with
// time standing still meanwhile, so that it happens at the instant at which it was asked for.
import type { SessionParts } from './session-parts.ts';

/** `refused`: it cannot be loaded; nothing was done, the person is told, and time goes on. */
export function withLines(
  { store, playing, doors }: Pick<SessionParts, 'store' | 'playing' | 'doors'>,
  act: () => void,
  refused: () => void = () => undefined,
): void {
  if (doors.lines.areReady()) return act();
  const { player } = playing.now;
  const wasPaused = player.state().mode === 'paused';
  player.pause();
  void doors.lines.ready().then((are) => {
    // Somebody may have gone to another branch meanwhile.
    if (!wasPaused && playing.now.player === player) player.play();
    if (are) return act();
    store.setState({ notice: 'linesNotLoaded' });
    refused();
  });
}
