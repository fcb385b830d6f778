// One calm sentence when the session on show is not kept for the next visit, or what was kept could not be shown.
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useKeeper } from './keeper-context.ts';
import type { Keeper } from './keeper.ts';

export function KeepNotice() {
  const keeper = useKeeper();
  return keeper && <Said keeper={keeper} />;
}

function Said({ keeper }: { readonly keeper: Keeper }) {
  const { t } = useTranslation();
  const note = useStore(keeper.store, (state) => state.note);
  if (!note) return null;
  const { code, other } = note;
  return (
    <div className="banner" role="status">
      <Info aria-hidden size={16} />
      <p>{t(`keep.${code}`)}</p>
      {(code === 'link' || code === 'fresh' || code === 'not-loaded') && (
        <a className="button" href={location.pathname + location.search} onClick={returnToOwn}>
          {t('keep.return')}
        </a>
      )}
      {other && (
        <button type="button" className="button" onClick={keeper.keepThis}>
          {t('keep.this')}
        </button>
      )}
      <button type="button" className="button" onClick={keeper.dismiss}>
        {t('link.dismiss')}
      </button>
    </div>
  );
}

/** Going to the same address without its hash would not load the page again. */
function returnToOwn(event: React.MouseEvent): void {
  event.preventDefault();
  history.replaceState(null, '', location.pathname + location.search);
  location.reload();
}
