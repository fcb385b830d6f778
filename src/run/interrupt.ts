// Ctrl C as something a person does: an input like a line, so that a link and a replay stop a command at the same instant.

/** The exit code of what was stopped by Ctrl C: 128 and the signal's number, as a shell has it. */
export const interrupted = 130;

/** The line that stops a command in flight: the one whose answer has this place, or the last one that began. */
export const interruptLine = (answer?: number): string => (answer === undefined ? '^C' : `^C ${answer}`);

/** It is no command of its own. */
export const isInterrupt = (line: string): boolean => pattern.test(line);

/** The command that such a line stops; undefined for another line, and if that command is not in flight. */
export function interruptedBy<F extends { readonly at: number }>(line: string, flights: readonly F[]): F | undefined {
  const match = pattern.exec(line);
  if (!match) return undefined;
  return match[1] === undefined ? flights.at(-1) : flights.find(({ at }) => at === Number(match[1]));
}

const pattern = /^\^C(?: (\d{1,6}))?$/;
