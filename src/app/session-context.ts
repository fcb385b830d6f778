// How components reach the session, and watch pieces of its state.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Session } from './session.ts';
import type { SessionState } from './session-state.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a component that uses the session must stand inside SessionContext');
  return session;
}

/** A piece of the session's state; the component is drawn again when it changes (compared by identity). */
export function useSessionState<T>(piece: (state: SessionState) => T): T {
  return useStore(useSession().store, piece);
}
