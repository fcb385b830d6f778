// Undo and redo of what was done to the cluster; the text in the editor has its own.
import { Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../session-context.ts';
import { commandKey } from '../shortcuts.ts';

export function UndoButtons() {
  const { t } = useTranslation();
  const session = useSession();
  const canUndo = useSessionState((state) => state.canUndo);
  const canRedo = useSessionState((state) => state.canRedo);
  return (
    <div className="undo-buttons">
      <button
        type="button"
        className="button icon quiet"
        title={`${t('time.undo')} (${commandKey} Z)`}
        aria-label={t('time.undo')}
        aria-disabled={!canUndo}
        onClick={session.undo}
      >
        <Undo2 aria-hidden size={17} />
      </button>
      <button
        type="button"
        className="button icon quiet"
        title={`${t('time.redo')} (${commandKey} ⇧ Z)`}
        aria-label={t('time.redo')}
        aria-disabled={!canRedo}
        onClick={session.redo}
      >
        <Redo2 aria-hidden size={17} />
      </button>
    </div>
  );
}
