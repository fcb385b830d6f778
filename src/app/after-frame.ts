// "Once this is seen": after the next frame is on the screen.

/** A hidden page has no frames: it is not waited for longer than this. */
const longestMs = 250;

/** Calls back once, in a task of its own. */
export function afterFrame(callback: () => void): void {
  let isDone = false;
  const done = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    callback();
  };
  const timer = setTimeout(done, longestMs);
  requestAnimationFrame(() => setTimeout(done));
}
