// How components reach the one who keeps the session.
import { createContext, useContext } from 'react';
import type { Keeper } from './keeper.ts';

/** Null where there is nothing to keep. */
export const KeeperContext = createContext<Keeper | null>(null);

export const useKeeper = (): Keeper | null => useContext(KeeperContext);
