// A part of the page that comes in its turn, so that a page of many parts never keeps the browser busy for long: put in at once,
// all of them take a hundred milliseconds. What stands around it keeps its room free.
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { afterFrame } from './after-frame.ts';
import { createTurns } from './turns.ts';

const turns = createTurns(afterFrame);

export function InTurn({ children }: { readonly children: ReactNode }) {
  const [isHere, setHere] = useState(false);
  useEffect(() => turns.ask(() => setHere(true)), []);
  return isHere ? children : null;
}
