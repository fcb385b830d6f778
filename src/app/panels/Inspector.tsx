// What the API server holds about the selected object at this instant, as YAML to read, and its Events.
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { leaveInspector } from '../inspector-focus.ts';
import { useSession, useSessionState } from '../session-context.ts';
import { Actions } from './Actions.tsx';
import { VolumeContents } from './VolumeContents.tsx';

/** `answering`: the command line's answers are out of sight, so the last one is said here. */
export function Inspector({ answering = false }: { readonly answering?: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const selected = useSessionState((state) => state.selected);
  // Only its changes matter: the cursor moves with every frame, the revision does not.
  useSessionState((state) => state.cursor.revision);
  if (!selected) return <p className="muted inspect-none">{t('inspect.none')}</p>;
  const found = session.inspect(selected);
  return (
    <section key={selected} className="why-part inspect" id="inspector" tabIndex={0} aria-label={t('inspect.heading')}>
      <div className="inspect-head">
        <h2 className="panel-title mono">{selected.replace(/ [^/]*\//, ' ')}</h2>
        <button
          type="button"
          className="button icon quiet"
          title={t('inspect.close')}
          aria-label={t('inspect.close')}
          onClick={() => {
            leaveInspector();
            session.select(null);
          }}
        >
          <X aria-hidden size={16} />
        </button>
      </div>
      {answering && <LastAnswer />}
      <Actions about={selected} />
      {found ? (
        <>
          {found.contents && <VolumeContents {...found.contents} />}
          <Events events={found.events} />
          <h3>{t('inspect.object')}</h3>
          <pre className="object" tabIndex={0} aria-label={t('inspect.object')}>
            {found.yaml}
          </pre>
        </>
      ) : (
        <p className="muted">{t('inspect.gone')}</p>
      )}
    </section>
  );
}

function LastAnswer() {
  const last = useSessionState((state) => (state.commandsOpen ? state.commands.at(-1) : undefined));
  return (
    <p className="last-answer mono" role="status">
      {last && `$ ${last.run}\n${last.stderr || last.stdout}`.trim()}
    </p>
  );
}

interface EventLine {
  readonly id: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
}

function Events({ events }: { readonly events: readonly EventLine[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('inspect.events')}</h3>
      {events.length === 0 ? (
        <p className="muted">{t('inspect.noEvents')}</p>
      ) : (
        <ol className="events">
          {events.map(({ id, type, reason, message, count }) => (
            <li key={id} data-type={type}>
              <strong>{reason}</strong>
              {count > 1 && <span className="muted"> {t('inspect.times', { count })}</span>}
              <span className="event-message">{message}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
