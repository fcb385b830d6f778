// Times and speeds as the transport bar writes them: digits and signs only, so that they need no translation.

export const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 100];

export const speedText = (speed: number): string => `${speed}×`;

/** The listed speed that is nearest, by ratio. */
export function nearestSpeed(speed: number): number {
  const distance = (listed: number): number => Math.abs(Math.log(listed / speed));
  return speeds.reduce((best, listed) => (distance(listed) < distance(best) ? listed : best));
}

/** `1:07.3`, `1:02:07`: minutes and seconds, hours from the first one on; tenths if asked for and below an hour. */
export function clockText(ms: number, tenths: boolean): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [s, m, h] = [seconds % 60, Math.floor(seconds / 60) % 60, Math.floor(seconds / 3600)];
  if (h > 0) return `${h}:${two(m)}:${two(s)}`;
  return `${m}:${two(s)}${tenths ? `.${Math.floor((ms % 1000) / 100)}` : ''}`;
}

/** The pieces of `{at} of {head}`: the instant on show is the one that counts. */
export function timeParts(
  message: string,
  ms: number,
  headMs: number,
  tenths: boolean,
): readonly { readonly text: string; readonly strong: boolean }[] {
  return message
    .split(/(\{at\}|\{head\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === '{at}'
        ? { text: clockText(ms, tenths), strong: true }
        : { text: piece === '{head}' ? clockText(headMs, tenths) : piece, strong: false },
    );
}
