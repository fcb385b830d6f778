// The picture as a table: the same identities, states, nodes, volumes and waits, for who cannot see it, and for tests.
// Hidden from sight until it is asked for, always there for a screen reader.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from './duration.ts';
import { useSession, useSessionState } from './session-context.ts';
import type { TwinRow } from './twin-rows.ts';
import { useCalm } from './use-calm.ts';

const columns = ['ordinal', 'pod', 'state', 'node', 'volume', 'waits'] as const;
const most = 200;
/** Nobody reads a table faster. */
const pauseMs = 100;

export function TwinTable({ shown }: { readonly shown: boolean }) {
  const { t } = useTranslation();
  const instant = useSessionState(({ runNumber, cursor }) => {
    const seconds = Math.floor(cursor.ms / 1000);
    return `${runNumber} ${cursor.revision} ${seconds}`;
  });
  const session = useSession();
  const many = session.podCount() > most;
  return (
    <section
      className={shown ? 'twin' : 'twin visually-hidden'}
      id="table"
      tabIndex={shown ? 0 : -1}
      aria-label={t('table.heading')}
    >
      <Table instant={useCalm(instant, many ? 10 * pauseMs : pauseMs)} />
    </section>
  );
}

/** Drawn anew when `instant` changes; what it shows is what is on show by then. */
const Table = memo(function Table(_props: { readonly instant: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const rows = session.twinRows();
  const { ms } = session.store.getState().cursor;
  return (
    <table>
      <caption>{t('table.caption', { time: clock(ms) })}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, most).map((row) => (
          <Row key={row.id} {...row} />
        ))}
        {rows.length > most && (
          <tr>
            <td colSpan={columns.length}>{t('table.more', { count: rows.length - most })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
});

const Row = memo(function Row({ ordinal, pod, state, node, volume, waits }: TwinRow) {
  const { t } = useTranslation();
  return (
    <tr data-row={pod}>
      <th scope="row">{ordinal}</th>
      {[pod, state, node, volume, waits].map((text, at) => (
        <td key={columns[at + 1]} data-column={columns[at + 1]}>
          {text || t('table.none')}
        </td>
      ))}
    </tr>
  );
});
