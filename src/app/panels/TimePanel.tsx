// Bottom, always visible: transport and timeline, drawn by `stage/` and fed by the session; and Reset.
import { RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../session-context.ts';

export function TimePanel({ lanes }: { readonly lanes: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <section className="panel time" aria-label={t('region.time')}>
      <div className="time-bar">
        <TransportPlace />
        <button type="button" className="button quiet reset" title={t('time.reset')} onClick={session.reset}>
          <RotateCcw aria-hidden size={16} />
          <span>{t('time.reset')}</span>
        </button>
      </div>
      <Unsettled />
      {lanes && <TimelinePlace />}
    </section>
  );
}

function TransportPlace() {
  const { i18n } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? session.mountTransport(place.current) : undefined), [session, i18n.language]);
  return <div ref={place} className="transport-place" />;
}

function TimelinePlace() {
  const { i18n } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? session.mountTimeline(place.current) : undefined), [session, i18n.language]);
  return <div ref={place} className="timeline-place" />;
}

/** Said when "run until settled" gave up. */
function Unsettled() {
  const { t } = useTranslation();
  const session = useSession();
  const shown = useSessionState((state) => state.notice === 'neverSettles');
  if (!shown) return null;
  return (
    <p className="note" role="status">
      {t('time.neverSettles')} {session.goingOn().join('; ')}
    </p>
  );
}
