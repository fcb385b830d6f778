// Right: what happens at this instant and why, and what waits for what. Every sentence comes from a Reason.
import { useTranslation } from 'react-i18next';
import { duration } from '../duration.ts';
import { useSession, useSessionState } from '../session-context.ts';
import type { WhyCard } from '../why.ts';
import { Inspector } from './Inspector.tsx';

export function WhyPanel() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const cursor = useSessionState((state) => state.cursor.revision);
  const runNumber = useSessionState((state) => state.runNumber);
  const cards = useCards(session, [cursor, runNumber, i18n.language]);
  return (
    <section className="pane why" aria-label={t('region.why')}>
      <div className="why-part" tabIndex={0} role="group" aria-label={t('why.heading')}>
        <h2 className="panel-title">{t('why.heading')}</h2>
        {cards.length === 0 ? (
          <p className="muted">{t('why.quiet')}</p>
        ) : (
          <ol className="cards">
            {cards.map((card) => (
              <li key={card.id} className="card" data-tone={card.tone}>
                <p className="card-when">
                  <When card={card} />
                </p>
                <p className="card-text">{card.text}</p>
                <p className="card-rule" title={t('why.rule', { rule: card.rule })}>
                  {card.rule}
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
      <Inspector />
    </section>
  );
}

/** Anew only when another change is on show, not with every frame. */
function useCards(session: ReturnType<typeof useSession>, _when: readonly unknown[]): readonly WhyCard[] {
  return session.whyCards();
}

function When({ card }: { readonly card: WhyCard }) {
  const { t } = useTranslation();
  // Whole seconds: a card is not drawn sixty times a second.
  const seconds = useSessionState((state) => Math.floor((state.cursor.ms - card.atMs) / 1000));
  if (card.tone === 'wait') return t('why.waits');
  if (seconds < 1) return t('why.now');
  return t('why.ago', { duration: duration(seconds * 1000) });
}
