// Whether Why stands beside the picture. In a lesson it is folded until it is asked for or something is selected: who learns
// what a StatefulSet is needs the picture to be large more than the reasons of every change.
import { useSession, useSessionState } from '../session-context.ts';
import { useLessons } from './lesson-context.ts';

export interface WhyPanelState {
  readonly isOpen: boolean;
  /** Undefined: it always stands there. */
  readonly toggle: (() => void) | undefined;
}

export function useWhyPanel(): WhyPanelState {
  const session = useSession();
  const { taken } = useLessons();
  const isWanted = useSessionState(({ panel, selected }) => panel === 'why' || selected !== null);
  if (!taken) return { isOpen: true, toggle: undefined };
  const toggle = () => {
    if (isWanted) session.select(null);
    session.showPanel(isWanted ? 'picture' : 'why');
  };
  return { isOpen: isWanted, toggle };
}
