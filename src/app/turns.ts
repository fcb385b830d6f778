// What must not all be done at once, one after another: each in a task of its own, after a frame, so that the page answers and
// the picture moves in between.

export interface Turns {
  /** In the order they were asked for; gives what calls it off. */
  readonly ask: (action: () => void) => () => void;
}

/** `later` calls back once, in a task of its own. */
export function createTurns(later: (callback: () => void) => void): Turns {
  const waiting = new Set<() => void>();
  let expected = false;
  const expect = (): void => {
    if (expected || waiting.size === 0) return;
    expected = true;
    later(next);
  };
  function next(): void {
    expected = false;
    const [action] = waiting;
    if (!action) return;
    waiting.delete(action);
    // Before it is done: one that throws does not hold up the others.
    expect();
    action();
  }
  return {
    ask(action) {
      const own = () => action();
      waiting.add(own);
      expect();
      return () => void waiting.delete(own);
    },
  };
}
