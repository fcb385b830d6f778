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
  refused: 'This version of Ordinal refuses the YAML of that branch. It is kept as it is.',
  return: 'Return to it',
  undone: 'Undone: {{what}}. It is now just before it.',
  redone: 'Done again: {{what}}.',
  dismiss: 'Dismiss',
} as const;

/** Of the session that is kept in the browser for the next visit. */
export const keep = {
  link: 'This run came with a link. Your own session is kept as you left it; what you do here is not kept.',
  fresh: 'This is a fresh start. Your last session is kept as you left it; what you do here is not kept.',
  refused:
    'This version of Ordinal refuses the YAML of your last session. It is kept as it was, and its text is in the editor.',
  'too-long':
    'Your last session takes too long to be played again. It is kept as it was, and its text is in the editor.',
  'not-loaded':
    'What runs the commands of your last session could not be loaded. It is kept as it was, and its text is in the editor. Check the connection, then return to it.',
  newer:
    'Your last session was kept by a newer version of Ordinal. It is set aside, and its text is in the editor if it could be read.',
  damaged: 'Your last session could not be read. It is set aside, and its text is in the editor if it could be read.',
  blocked: 'This browser keeps nothing for this page: this session ends with the tab. A link from Share holds it.',
  full: 'The browser has no room left to keep this session; what was kept before is still there. A link from Share holds it.',
  'too-large': 'This session has grown too large to be kept; what was kept before is still there.',
  elsewhere: 'Another tab has kept its session since, so this one is not kept.',
  otherVersion: 'This session was kept by another version of Ordinal, so its run may differ from the one you left.',
  return: 'Return to my session',
  this: 'Keep this one instead',
} as const;
