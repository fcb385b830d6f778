// Sentences over the page, until they are dismissed: how this run came to be, and whether it is kept.
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { KeepNotice } from './KeepNotice.tsx';
import { useLessons } from './lesson/lesson-context.ts';
import { useSession, useSessionState } from './session-context.ts';

export function Notice() {
  return (
    <div className="banners">
      <AboutRun />
      <KeepNotice />
    </div>
  );
}

function AboutRun() {
  const { t } = useTranslation();
  const session = useSession();
  const { unknown, dismissUnknown } = useLessons();
  const notice = useSessionState((state) => state.notice);
  if (unknown !== undefined) {
    return <Banner text={t('lesson.unknown', { id: unknown })} onDismiss={dismissUnknown} />;
  }
  const key = notice && aboutRun[notice];
  return key && <Banner text={t(key)} onDismiss={session.dismissNotice} />;
}

/** Other notices are said where time is. */
const aboutRun = {
  otherVersion: 'link.otherVersion',
  savedOtherVersion: 'keep.otherVersion',
  linesNotLoaded: 'command.notLoaded',
  neverSettles: null,
  nothingNext: null,
} as const;

function Banner({ text, onDismiss }: { readonly text: string; readonly onDismiss: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="banner" role="status">
      <Info aria-hidden size={16} />
      <p>{text}</p>
      <button type="button" className="button" onClick={onDismiss}>
        {t('link.dismiss')}
      </button>
    </div>
  );
}
