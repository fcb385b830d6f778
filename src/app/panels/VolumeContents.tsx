// Who wrote on a volume, and when; two at once are said plainly, for neither of them knows.
import { useTranslation } from 'react-i18next';
import type { Writer } from '../../engine/index.ts';
import { clock } from '../duration.ts';
import type { Contents } from '../inspected.ts';

/** The last few are shown. */
const mostShown = 8;

export function VolumeContents({ writers, conflicts, fullSinceMs }: Contents) {
  const { t } = useTranslation();
  const span = ({ fromMs, toMs }: Pick<Writer, 'fromMs' | 'toMs'>): string =>
    t(toMs === undefined ? 'contents.since' : 'contents.span', { from: clock(fromMs), to: clock(toMs ?? fromMs) });
  const shown = writers.slice(-mostShown);
  return (
    <>
      <h3>{t('contents.heading')}</h3>
      {fullSinceMs !== undefined && (
        <p className="contents-conflict" role="note">
          {t('contents.full', { from: clock(fullSinceMs) })}
        </p>
      )}
      {conflicts.map(({ one, other, fromMs, toMs }) => (
        <p key={`${one.uid} ${other.uid} ${fromMs}`} className="contents-conflict" role="note">
          {t('contents.conflict', {
            one: one.pod,
            oneNode: one.node,
            other: other.pod,
            otherNode: other.node,
            span: span({ fromMs, ...(toMs === undefined ? {} : { toMs }) }),
          })}
        </p>
      ))}
      {writers.length === 0 && <p className="muted">{t('contents.empty')}</p>}
      {shown.length < writers.length && (
        <p className="muted">{t('contents.earlier', { count: writers.length - shown.length })}</p>
      )}
      <ol className="events">
        {shown.map((writer) => (
          <li key={`${writer.uid} ${writer.container} ${writer.restartCount}`}>
            <strong>{t('contents.writer', { pod: writer.pod, node: writer.node })}</strong>
            <span className="muted"> {span(writer)}</span>
            <span className="event-message">
              {t(writer.restartCount === 0 ? 'contents.container' : 'contents.restarted', {
                container: writer.container,
                count: writer.restartCount,
              })}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
