// What can be done to the selected object: each button shows the line it equals and hands exactly that in. One that cannot be
// used here can still be reached, and says why.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../actions/action.ts';
import type { LostNode } from '../actions/lost-node.ts';
import { useSession, useSessionState } from '../session-context.ts';
import { ImageForm } from './ImageForm.tsx';
import { LineText } from './LineText.tsx';

interface ActionsProps {
  /** `Kind namespace/name` */
  readonly about: string;
}

export function Actions({ about }: ActionsProps) {
  const { t } = useTranslation();
  const session = useSession();
  // What can be done follows from what has happened, and, of restarts, from the second.
  useSessionState(
    ({ runNumber, cursor, status }) => `${runNumber} ${cursor.revision} ${status.kind} ${Math.floor(cursor.ms / 1000)}`,
  );
  const { actions, lost, images } = session.offerOn(about);
  return (
    <>
      {lost && <WaysOut about={about} lost={lost} />}
      {actions.length > 0 && (
        <ul className="actions" aria-label={t('actions.label')}>
          {actions.map((action) => (
            <li key={action.id}>
              <ActionButton about={about} action={action} />
            </li>
          ))}
        </ul>
      )}
      {images.length > 0 && <ImageForm key={about} about={about} images={images} />}
    </>
  );
}

/** The choices when a Pod's node is lost, each with what it leads to. */
function WaysOut({ about, lost: { node, how, choices } }: ActionsProps & { readonly lost: LostNode }) {
  const { t } = useTranslation();
  return (
    <section className="ways-out" aria-label={t('actions.lost.label')}>
      <h3>{t('actions.lost.label')}</h3>
      <p>{t(`actions.lost.${how}`, { node })}</p>
      <ul className="actions">
        {choices.map((action) => (
          <li key={action.id}>
            <ActionButton about={about} action={action} told />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ActionButtonProps extends ActionsProps {
  readonly action: Action;
  /** What it leads to stands below it; else, where room is dear, only while one points at it, is at it by key, or listens. */
  readonly told?: boolean;
}

function ActionButton({ about, action: { name, line, hindrance, notes = [] }, told = false }: ActionButtonProps) {
  const { t } = useTranslation();
  const session = useSession();
  const id = useId();
  const act = () => {
    if (hindrance) return;
    if (line === undefined) session.settle();
    else session.command(line);
    // Acting in the past shows another run, and lets go of what was selected.
    session.select(about);
  };
  const note = notes.map((one) => t(`actions.note.${one.name}`, one.params)).join(' ');
  return (
    <>
      <button
        type="button"
        className="action"
        data-action={name}
        aria-disabled={hindrance !== undefined}
        aria-describedby={id}
        title={told || hindrance ? undefined : note}
        onClick={act}
      >
        <span className="action-name">{t(`actions.${name}`)}</span>
        <LineText line={line ?? t('actions.time')} />
      </button>
      <p id={id} className={told || hindrance ? 'action-note' : 'action-note hint'}>
        {hindrance ? t(`actions.hindrance.${hindrance.name}`, hindrance.params) : note}
      </p>
    </>
  );
}
