// Centre: a place for the stage. The picture is drawn by `stage/` and fed by the session, not through React.
import { Table2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InTurn } from '../InTurn.tsx';
import { StatusChip } from '../StatusChip.tsx';
import { TwinTable } from '../TwinTable.tsx';
import { useWhyPanel } from '../lesson/use-why-panel.ts';
import { useSession } from '../session-context.ts';

export function StagePanel() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  useEffect(() => (place.current ? session.mountStage(place.current) : undefined), [session, i18n.language]);
  const why = useWhyPanel();
  const toggle = asTable ? t('table.close') : t('table.open');
  return (
    <section className="pane picture" id="picture" tabIndex={-1} aria-label={t('region.picture')}>
      <div className="picture-tools">
        <StatusChip />
        {why.toggle && (
          <button type="button" className="button quiet why-toggle" aria-expanded={why.isOpen} onClick={why.toggle}>
            {t('why.heading')}
          </button>
        )}
        <button
          type="button"
          className="button icon quiet"
          title={toggle}
          aria-label={toggle}
          aria-expanded={asTable}
          aria-controls="table"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <X aria-hidden size={17} /> : <Table2 aria-hidden size={17} />}
        </button>
      </div>
      <div ref={place} className="picture-place" />
      <InTurn>
        <TwinTable shown={asTable} />
      </InTurn>
    </section>
  );
}
