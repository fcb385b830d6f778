// The recorded runs that a simulated one must agree with, in all of their parts. Issues add names; none is ever taken out.

export const agreeing: readonly string[] = ['claim-waiting', 'claim-immediate'];
