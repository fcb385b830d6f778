// The marks of the picture, each with its words. Small drawings of their own, in the same tokens as the stage.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const hue = 'var(--identity-0)';

export function LegendMarks() {
  const { t } = useTranslation();
  return (
    <ul className="marks">
      {drawings.map(([name, drawing]) => (
        <li key={name}>
          <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
            {drawing}
          </svg>
          <span>{t(`marks.${name}`)}</span>
        </li>
      ))}
    </ul>
  );
}

const track = <circle cx="22" cy="22" r="15" fill="none" stroke="var(--line)" strokeWidth="5" />;
const arc = (fraction: number, colour: string) => (
  <circle
    cx="22"
    cy="22"
    r="15"
    fill="none"
    stroke={colour}
    strokeWidth="5"
    pathLength="100"
    strokeDasharray={`${fraction * 100} 100`}
    transform="rotate(-90 22 22)"
  />
);
const dashedCard = (
  <rect x="6" y="6" width="32" height="32" rx="6" fill="none" stroke={hue} strokeWidth="2" strokeDasharray="4 3" />
);
const drum = (
  <>
    <path d="M9 12v20c0 3 6 5 13 5s13-2 13-5V12" fill="var(--panel)" stroke={hue} strokeWidth="2" />
    <path d="M9 24v8c0 3 6 5 13 5s13-2 13-5v-8c0 3-6 5-13 5s-13-2-13-5Z" fill={hue} opacity="0.3" />
    <ellipse cx="22" cy="12" rx="13" ry="5" fill="var(--panel)" stroke={hue} strokeWidth="2" />
  </>
);
const thread = (dash?: string) => (
  <path
    d="M10 4c0 20 24 16 24 36"
    fill="none"
    stroke={hue}
    strokeWidth="3"
    strokeLinecap="round"
    strokeDasharray={dash}
  />
);
const cross = <path d="M13 13l18 18M31 13L13 31" stroke="var(--state-failed)" strokeWidth="5" strokeLinecap="round" />;
const word = (text: string, colour = 'var(--ink)') => (
  <text x="22" y="27" textAnchor="middle" fontSize="15" fontWeight="700" fill={colour}>
    {text}
  </text>
);

const drawings = [
  ['pending', dashedCard],
  [
    'starting',
    <>
      {track}
      {arc(0.6, hue)}
    </>,
  ],
  ['ready', <>{arc(1, hue)}</>],
  [
    'unready',
    <>
      {arc(1, hue)}
      <circle cx="22" cy="22" r="5" fill="none" stroke={hue} strokeWidth="2" />
    </>,
  ],
  [
    'terminating',
    <>
      {track}
      {arc(0.35, 'var(--state-terminating)')}
      {word('6', 'var(--state-terminating)')}
    </>,
  ],
  ['failed', cross],
  [
    'unknown',
    <>
      {track}
      {word('?', 'var(--state-unknown)')}
    </>,
  ],
  [
    'machine',
    <>
      <rect
        x="5"
        y="9"
        width="34"
        height="30"
        rx="6"
        fill="var(--line)"
        stroke="var(--state-failed)"
        strokeWidth="2"
        strokeDasharray="5 4"
      />
      <rect x="16" y="4" width="25" height="10" rx="5" fill="var(--state-failed)" />
    </>,
  ],
  [
    'stray',
    <>
      <rect
        x="6"
        y="6"
        width="32"
        height="32"
        rx="6"
        fill="none"
        stroke={hue}
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray="0.1 5"
      />
      {word('?', 'var(--state-unknown)')}
    </>,
  ],
  ['thread', thread()],
  ['threadDashed', thread('7 6')],
  ['threadDotted', thread('0.1 6')],
  ['volume', drum],
  [
    'incarnation',
    <>
      {[10, 17, 24].map((x) => (
        <rect key={x} x={x} y="13" width="4" height="18" rx="1" fill={hue} opacity={x === 24 ? 1 : 0.4} />
      ))}
    </>,
  ],
  [
    'revision',
    <>
      <circle cx="13" cy="22" r="6" fill="var(--ink)" />
      <path d="M31 14l8 8-8 8-8-8Z" fill="var(--ink)" />
    </>,
  ],
] as const satisfies readonly (readonly [string, ReactNode])[];
