// Drawing that keeps to its share of the time: what is cheap is drawn with every frame, what thousands of Pods make costly less
// often, so that the page goes on answering.

/** A frame may spend this much on one drawing without anybody noticing. */
const freeMs = 8;
/** Beyond it, four times as long is left for everything else. */
const share = 4;

/** `always`: now, whatever it costs, because nothing follows. `now` is wall time in ms. */
export function drawnCalmly(draw: () => void, now: () => number): (always: boolean) => void {
  let endMs = -Infinity;
  let costMs = 0;
  return (always) => {
    const startMs = now();
    if (!always && startMs - endMs < (costMs - freeMs) * share) return;
    draw();
    endMs = now();
    costMs = endMs - startMs;
  };
}
