// The buttons of time, fed with what the player does. Separate from the stage, which is drawn before the code for these is loaded.
import type { Doors } from './doors.ts';
import type { MakePicture } from './pictures.ts';
import { createTransport } from '../stage/transport.ts';
import type { TransportMessages } from '../stage/transport.ts';

export const transportPicture: MakePicture = (box, { say, played, onStep }) => {
  const player = () => played().player;
  const made = createTransport(box, {
    messages: transportMessages(say),
    onToggle: () => player().toggle(),
    onStart: () => player().toStart(),
    onEnd: () => player().toEnd(),
    onStep,
    onSettle: () => player().runUntilSettled(),
    onSpeed: (speed) => player().setSpeed(speed),
  });
  return { draw: (state) => made.update(state), destroy: () => made.destroy() };
};

const transportMessages = (say: Doors['say']): TransportMessages => ({
  group: say('region.time'),
  play: say('time.play'),
  pause: say('time.pause'),
  toStart: say('time.start'),
  toEnd: say('time.end'),
  stepBack: say('time.stepBack'),
  stepForward: say('time.stepForward'),
  settle: say('time.settle'),
  speed: say('time.speed'),
  time: say('time.now'),
});
