// The recorded runs that a simulated one must agree with, in all of their parts. Issues add names; none is ever taken out.

export const agreeing: readonly string[] = [
  'claim-immediate',
  'claim-protection',
  'claim-waiting',
  'crash',
  'crash-loop',
  'delete-pod',
  'force-delete',
  'image-pull',
  'no-service',
  'no-storage-class',
  'node-cut',
  'node-power-off',
  'restart',
  'seed-start',
  'too-big',
  'undo',
];
