// Bottom, always visible: transport and timeline, drawn by `stage/` and fed by the session; undo, branches and, in wide windows,
// Reset.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ResetButton } from '../ResetButton.tsx';
import { useSession, useSessionState } from '../session-context.ts';
import { timelinePicture } from '../timeline-picture.ts';
import { transportPicture } from '../transport-picture.ts';
import { BranchStrip } from './BranchStrip.tsx';
import { UndoButtons } from './UndoButtons.tsx';
import './time.css';

interface TimePanelProps {
  readonly lanes: boolean;
  /** The transport needs the whole width: Reset stands elsewhere. */
  readonly phone?: boolean;
}

export function TimePanel({ lanes, phone = false }: TimePanelProps) {
  const { t } = useTranslation();
  return (
    <section className="pane time" aria-label={t('region.time')}>
      <div className="time-bar">
        <TransportPlace />
        <StepWords />
        <UndoButtons />
        {!phone && <ResetButton />}
      </div>
      <TimeNote />
      <BranchStrip />
      {lanes && <TimelinePlace />}
    </section>
  );
}

function TransportPlace() {
  const { i18n } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(
    () => (place.current ? session.mountPicture(place.current, transportPicture) : undefined),
    [session, i18n.language],
  );
  return <div ref={place} className="transport-place" />;
}

function TimelinePlace() {
  const { i18n } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(
    () => (place.current ? session.mountPicture(place.current, timelinePicture) : undefined),
    [session, i18n.language],
  );
  return <div ref={place} className="timeline-place" />;
}

/** What the step one stands at was; also said aloud. */
function StepWords() {
  const session = useSession();
  const revision = useSessionState((state) => (state.atStep ? state.cursor.revision : null));
  const words = revision === null ? '' : session.stepWords();
  return (
    <p className="step-words" role="status" title={words} data-revision={revision}>
      {words}
    </p>
  );
}

/** Said when "run until settled" gave up, or a step found nothing to come. */
function TimeNote() {
  const { t } = useTranslation();
  const session = useSession();
  const notice = useSessionState((state) => state.notice);
  if (notice !== 'neverSettles' && notice !== 'nothingNext') return null;
  return (
    <p className="note" role="status">
      {t(`time.${notice}`)} {notice === 'neverSettles' && session.goingOn().join('; ')}
    </p>
  );
}
