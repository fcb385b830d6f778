// What the page says of time: the transport, steps, branches, and what is kept for the next visit.

export const time = {
  play: 'Play',
  pause: 'Pause',
  start: 'Go to the start',
  end: 'Go to the end of what has happened',
  stepBack: 'One step back',
  stepForward: 'One step forward',
  settle: 'Run until settled',
  reset: 'Reset',
  resetTitle: 'Play the text of the editor from the start; what was done stays as a branch',
  undo: 'Undo',
  redo: 'Redo',
  speed: 'Speed',
  now: '{at} of {head}',
  flag: { start: 'start', apply: 'apply', request: 'request' },
  neverSettles: 'Not settled after 600 s of cluster time. This is still going on:',
  nothingNext: 'No further step: nothing happens by itself any more.',
} as const;

export const branch = {
  label: 'Branches',
  start: 'Start',
  left: 'From {{time}}: {{what}}',
  nothing: 'nothing done yet',
  current: 'on show',
  title: 'Return to this branch: {{what}}',
  branched: 'You acted in the past, so a new branch begins at {{time}}. The other one is kept.',
  return: 'Return to it',
  undone: 'Undone: {{what}}. It is now just before it.',
  redone: 'Done again: {{what}}.',
  dismiss: 'Dismiss',
} as const;
