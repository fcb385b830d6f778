// Left: the YAML, the one primary button, and what the cluster answered.
import { useTranslation } from 'react-i18next';
import { Editor } from '../editor/Editor.tsx';
import { firstLessonPlace } from '../lesson/lesson-address.ts';
import { useLessons } from '../lesson/lesson-context.ts';
import { useSession, useSessionState } from '../session-context.ts';
import { commandKey } from '../shortcuts.ts';
import { ApplyResults } from './ApplyResults.tsx';

export function YamlPanel() {
  const { t } = useTranslation();
  return (
    <section className="pane yaml" id="editor" aria-label={t('region.editor')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('view.yaml')}</h2>
        <Changed />
      </div>
      <Editor />
      <div className="yaml-foot">
        <ApplyResults />
        <ApplyRow />
      </div>
    </section>
  );
}

function Changed() {
  const { t } = useTranslation();
  const changed = useSessionState((state) => state.text !== state.appliedText);
  return <p className={changed ? 'changed' : 'muted'}>{changed ? t('editor.changed') : t('editor.unchanged')}</p>;
}

function ApplyRow() {
  const { t } = useTranslation();
  const session = useSession();
  const first = useSessionState((state) => state.outcome === null && state.text === state.appliedText);
  return (
    <div className="apply-row">
      <button
        type="button"
        className="button primary apply"
        onClick={session.apply}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {t('editor.apply')}
        <kbd aria-hidden="true">{commandKey === '⌘' ? t('editor.applyKeysMac') : t('editor.applyKeys')}</kbd>
      </button>
      {first && (
        <p className="intro">
          {t('editor.intro')} <Invitation />
        </p>
      )}
    </div>
  );
}

/** For whom all of this is new. */
function Invitation() {
  const { t } = useTranslation();
  const { taken, take } = useLessons();
  if (taken) return null;
  return (
    <>
      {t('lesson.invitation')}{' '}
      <button type="button" className="link-button" onClick={() => take(firstLessonPlace)}>
        {t('lesson.accept')}
      </button>
    </>
  );
}
