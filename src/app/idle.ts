// "When there is time": after something has happened and the browser is idle.

/** Calls `action` once `ready` has come and the browser is idle, within a few seconds of it; gives what calls it off. */
export function whenIdle(ready: Promise<void>, action: () => void): () => void {
  let off = false;
  void ready.then(() => {
    if (off) return;
    const run = () => {
      if (!off) action();
    };
    if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 3000 });
    else setTimeout(run, 500);
  });
  return () => {
    off = true;
  };
}
