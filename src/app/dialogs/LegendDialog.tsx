// The one legend: what the marks of the picture mean, and the shortcuts.
import { useTranslation } from 'react-i18next';
import { Dialog } from '../Dialog.tsx';
import { useSession } from '../session-context.ts';
import { commandKey } from '../shortcuts.ts';
import { LegendMarks } from './LegendMarks.tsx';

export function LegendDialog() {
  const { t } = useTranslation();
  const session = useSession();
  const keys: readonly (readonly [readonly string[], string])[] = [
    [[commandKey, 'Enter'], t('legend.applyKey')],
    [[t('legend.space')], t('legend.playKey')],
    [['Home'], t('legend.startKey')],
    [['End'], t('legend.endKey')],
    [[',', '.'], t('legend.stepKey')],
    [[commandKey, 'Z'], t('legend.undoKey')],
    [['['], t('legend.slowerKey')],
    [[']'], t('legend.fasterKey')],
    [['$'], t('legend.commandKey')],
    [['?'], t('legend.helpKey')],
    [['Esc'], t('legend.closeKey')],
    [['Ctrl', 'M'], t('legend.tabKey')],
  ];
  return (
    <Dialog title={t('legend.heading')} closeLabel={t('legend.close')} onClose={session.close}>
      <div className="legend">
        <section>
          <h3>{t('legend.marks')}</h3>
          <LegendMarks />
        </section>
        <section>
          <h3>{t('legend.keys')}</h3>
          <dl className="keys">
            {keys.map(([names, text]) => (
              <div key={text}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p className="muted legend-about">{t('legend.about')}</p>
    </Dialog>
  );
}
