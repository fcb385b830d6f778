// The picture as a table: the same identities, states, nodes, volumes and waits, for who cannot see it, and for tests.
// Hidden from sight until it is asked for, always there for a screen reader. What it names can be selected in it too.
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from './duration.ts';
import { goToInspector } from './inspector-focus.ts';
import { useSession, useSessionState } from './session-context.ts';
import type { TwinMark, TwinRow } from './twin.ts';
import { same } from '../stage/same.ts';
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
  const place = useRef<HTMLElement>(null);
  const entered = useFocusWithin(place);
  const many = session.podCount() > most;
  return (
    <section
      ref={place}
      className={shown ? 'twin' : 'twin visually-hidden'}
      id="table"
      tabIndex={shown ? 0 : -1}
      aria-label={t('table.heading')}
    >
      <Tables instant={useCalm(instant, many ? 10 * pauseMs : pauseMs)} tabbable={shown || entered} />
    </section>
  );
}

function useFocusWithin(place: React.RefObject<HTMLElement | null>): boolean {
  const [within, setWithin] = useState(false);
  useEffect(() => {
    const element = place.current;
    const see = () => setWithin(element?.contains(document.activeElement) === true);
    document.addEventListener('focusin', see);
    return () => document.removeEventListener('focusin', see);
  }, [place]);
  return within;
}

interface TablesProps {
  /** Drawn anew when it changes; what is shown is what is on show by then. */
  readonly instant: string;
  /** What is out of sight is not in the way of the Tab key. */
  readonly tabbable: boolean;
}

const Tables = memo(function Tables({ tabbable }: TablesProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { rows, more, deployments, nodes } = session.twin(most);
  const none = t('table.none');
  const { ms } = session.store.getState().cursor;
  return (
    <>
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
          {rows.map((row, at) => (
            <Row key={row.id} {...{ row, none, tabbable }} isFirst={row.about.set !== rows[at - 1]?.about.set} />
          ))}
          {more > 0 && (
            <tr>
              <td colSpan={columns.length}>{t('table.more', { count: more })}</td>
            </tr>
          )}
        </tbody>
      </table>
      <List name="deployments" marks={deployments} tabbable={tabbable} />
      <List name="nodes" marks={nodes} tabbable={tabbable} />
    </>
  );
});

interface RowProps {
  readonly row: TwinRow;
  /** Of its set: the set's name stands above it. */
  readonly isFirst: boolean;
  /** What an empty cell says. */
  readonly none: string;
  readonly tabbable: boolean;
}

/** Drawn anew only when it says something else: of many rows few change at a time. */
const Row = memo(function Row({ row, isFirst, none, tabbable }: RowProps) {
  const { ordinal, pod, state, node, waits, about, claims } = row;
  return (
    <>
      {isFirst && about.set !== null && (
        <tr>
          <th scope="rowgroup" colSpan={columns.length}>
            <Chosen about={about.set} text={about.set.replace(/ [^/]*\//, ' ')} tabbable={tabbable} />
          </th>
        </tr>
      )}
      <tr data-row={pod}>
        <th scope="row">{ordinal}</th>
        <td data-column="pod">
          <Chosen about={about.pod} text={pod} tabbable={tabbable} />
        </td>
        <td data-column="state">{state || none}</td>
        <td data-column="node">
          {about.node === null ? none : <Chosen about={about.node} text={node} tabbable={tabbable} />}
        </td>
        <td data-column="volume">
          {claims.length === 0 && none}
          {claims.map((claim, at) => (
            <span key={claim.about}>
              {at > 0 && '; '}
              <Chosen {...claim} tabbable={tabbable} />
            </span>
          ))}
        </td>
        <td data-column="waits">{waits || none}</td>
      </tr>
    </>
  );
}, same);

interface ListProps extends Pick<TablesProps, 'tabbable'> {
  readonly name: 'deployments' | 'nodes';
  readonly marks: readonly TwinMark[];
}

function List({ name, marks, tabbable }: ListProps) {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  return (
    <>
      <h3>{t(`table.${name}`)}</h3>
      <ul className="twin-list">
        {marks.map(({ about, words }) => (
          <li key={about}>
            <Chosen about={about} text={words} tabbable={tabbable} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChosenProps {
  readonly about: string;
  readonly text: string;
  readonly tabbable: boolean;
}

/** A name that selects what it names. */
function Chosen({ about, text, tabbable }: ChosenProps) {
  const session = useSession();
  const select = () => {
    session.select(about);
    goToInspector();
  };
  return (
    <button type="button" className="chosen" tabIndex={tabbable ? 0 : -1} onClick={select}>
      {text}
    </button>
  );
}
