// One sentence over the page about how this run came to be, until it is dismissed.
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from './session-context.ts';

export function Notice() {
  const { t } = useTranslation();
  const session = useSession();
  const shown = useSessionState((state) => state.notice === 'otherVersion');
  if (!shown) return null;
  return (
    <div className="banner" role="status">
      <Info aria-hidden size={16} />
      <p>{t('link.otherVersion')}</p>
      <button type="button" className="button" onClick={session.dismissNotice}>
        {t('link.dismiss')}
      </button>
    </div>
  );
}
