// The swim lanes below the picture, fed with every instant on show. Separate from the stage, which is drawn before the code for
// these is loaded.
import { drawnCalmly } from './drawn-calmly.ts';
import type { Doors } from './doors.ts';
import { inputLabel, stepLabel } from './input-label.ts';
import type { MakePicture } from './pictures.ts';
import type { PlayedRun } from './played-run.ts';
import type { Run } from '../run/run.ts';
import type { Flag, Size, TimelineScene } from '../scene/scene.ts';
import { composeTimeline, withPlayhead } from '../scene/timeline.ts';
import { createTimeline } from '../stage/timeline.ts';

export const timelinePicture: MakePicture = (box, { now, say, played }) => {
  const composed = timelineComposer(say);
  const made = createTimeline(box, {
    label: say('region.timeline'),
    onSeek: (ms, dragging) => played().player.seek(ms, dragging),
    onResize(size) {
      room = size;
      draw();
    },
  });
  // Kept, and not asked for with every frame: that would lay the page out each time.
  let room = made.room();
  function draw(): void {
    if (room.width > 0 && room.height > 0) made.update(composed(played(), room));
  }
  const calmly = drawnCalmly(draw, now);
  return { draw: ({ mode }) => calmly(mode === 'paused'), destroy: () => made.destroy() };
};

/** While one moves in what has happened the lanes stay as they are: only the playhead is placed anew. */
function timelineComposer(say: Doors['say']): (played: PlayedRun, room: Size) => TimelineScene {
  let last: { readonly from: readonly unknown[]; readonly scene: TimelineScene } | undefined;
  return ({ run, instant, player }, room) => {
    const { history, atMs, messages } = instant();
    const { headMs } = player.state();
    const from = [run, history.revision, headMs, run.inputs.length, run.playedSteps.length, room, messages];
    if (last && from.every((one, at) => one === last?.from[at])) return withPlayhead(last.scene, atMs, messages);
    const flags = flagsOf(run, say);
    last = { from, scene: composeTimeline({ history, atMs, headMs, flags, messages }, room) };
    return last.scene;
  };
}

/** What came from outside: the scenario's own steps and what the user did. */
const flagsOf = (run: Run, say: Doors['say']): readonly Flag[] =>
  [{ id: 'start', atMs: 0, label: say('time.flag.start') }, ...stepFlags(run, say), ...inputFlags(run, say)].toSorted(
    (one, other) => one.atMs - other.atMs,
  );

const stepFlags = ({ playedSteps, scenario }: Run, say: Doors['say']): readonly Flag[] =>
  playedSteps.flatMap(({ atMs, at }) => {
    const step = scenario.steps[at];
    return step && step.action.kind !== 'none' ? [{ id: `step:${at}`, atMs, label: stepLabel(step, say) }] : [];
  });

const inputFlags = ({ inputs }: Run, say: Doors['say']): readonly Flag[] =>
  inputs.map((input, at) => ({ id: `input:${at}`, atMs: input.atMs, label: inputLabel(input, say) }));
