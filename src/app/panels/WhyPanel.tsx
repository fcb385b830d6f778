// Right: what happens at this instant and why, and what waits for what. Every sentence comes from a Reason.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { durationIn } from '../duration.ts';
import { useSession, useSessionState } from '../session-context.ts';
import { useCalm } from '../use-calm.ts';
import type { WhyCard } from '../why.ts';
import { Inspector } from './Inspector.tsx';

/** While one drags through time nobody reads every sentence. */
const pauseMs = 100;

export function WhyPanel() {
  const { t } = useTranslation();
  const revision = useSessionState((state) => state.cursor.revision);
  const runNumber = useSessionState((state) => state.runNumber);
  return (
    <section className="pane why" aria-label={t('region.why')}>
      <div className="why-part" tabIndex={0} role="group" aria-label={t('why.heading')}>
        <h2 className="panel-title">{t('why.heading')}</h2>
        <Cards instant={useCalm(`${runNumber} ${revision}`, pauseMs)} />
      </div>
      <Inspector />
    </section>
  );
}

interface CardsProps {
  /** Drawn anew only when it changes: when another change is on show, and not with every frame. */
  readonly instant: string;
}

const Cards = memo<CardsProps>(function Cards() {
  const { t } = useTranslation();
  const cards = useSession().whyCards();
  if (cards.length === 0) return <p className="muted">{t('why.quiet')}</p>;
  return (
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
  );
});

function When({ card }: { readonly card: WhyCard }) {
  const { t } = useTranslation();
  // Whole seconds: a card is not drawn sixty times a second.
  const seconds = useSessionState((state) => Math.floor((state.cursor.ms - card.atMs) / 1000));
  if (card.tone === 'wait') return t('why.waits');
  if (seconds < 1) return t('why.now');
  const { key, params } = durationIn(seconds * 1000);
  return t('why.ago', { duration: t(`why.${key}`, params) });
}
