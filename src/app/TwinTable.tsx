// The picture as a table: the same identities, states, nodes, volumes and waits, for who cannot see it, and for tests.
// Hidden from sight until it is asked for, always there for a screen reader.
import { useTranslation } from 'react-i18next';
import { clock } from './duration.ts';
import { useSession, useSessionState } from './session-context.ts';

export function TwinTable({ shown }: { readonly shown: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const seconds = useSessionState((state) => Math.floor(state.cursor.ms / 1000));
  useSessionState((state) => state.cursor.revision);
  const rows = session.twinRows();
  const columns = ['ordinal', 'pod', 'state', 'node', 'volume', 'waits'] as const;
  return (
    <section
      className={shown ? 'twin' : 'twin visually-hidden'}
      id="table"
      tabIndex={shown ? 0 : -1}
      aria-label={t('table.heading')}
    >
      <table>
        <caption>{t('table.caption', { time: clock(seconds * 1000) })}</caption>
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
          {rows.map((row) => (
            <tr key={row.id} data-row={row.pod}>
              <th scope="row">{row.ordinal}</th>
              {[row.pod, row.state, row.node, row.volume, row.waits].map((text, at) => (
                <td key={columns[at + 1]} data-column={columns[at + 1]}>
                  {text || t('table.none')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
