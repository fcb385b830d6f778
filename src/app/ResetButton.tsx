// Starts the run anew from the text in the editor. Beside the transport, or on a phone beside the names of the views.
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from './session-context.ts';

export function ResetButton() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <button type="button" className="button quiet reset" title={t('time.resetTitle')} onClick={session.reset}>
      <RotateCcw aria-hidden size={16} />
      <span>{t('time.reset')}</span>
    </button>
  );
}
