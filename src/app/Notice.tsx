// One sentence over the page about how this run came to be, until it is dismissed.
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLessons } from './lesson/lesson-context.ts';
import { useSession, useSessionState } from './session-context.ts';

export function Notice() {
  const { t } = useTranslation();
  const session = useSession();
  const { unknown, dismissUnknown } = useLessons();
  const isOther = useSessionState((state) => state.notice === 'otherVersion');
  if (unknown !== undefined) {
    return <Banner text={t('lesson.unknown', { id: unknown })} onDismiss={dismissUnknown} />;
  }
  return isOther ? <Banner text={t('link.otherVersion')} onDismiss={session.dismissNotice} /> : null;
}

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
