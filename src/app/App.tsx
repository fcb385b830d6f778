// The page: head, panels and time. Wide windows show everything side by side, phones one panel at a time.
import { lazy, Suspense, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Header } from './Header.tsx';
import { InTurn } from './InTurn.tsx';
import { Notice } from './Notice.tsx';
import { useLessons } from './lesson/lesson-context.ts';
import { useWhyPanel } from './lesson/use-why-panel.ts';
import { CommandLine } from './panels/CommandLine.tsx';
import { PhonePicture } from './panels/PhonePicture.tsx';
import { StagePanel } from './panels/StagePanel.tsx';
import { TimePanel } from './panels/TimePanel.tsx';
import { WhyPanel } from './panels/WhyPanel.tsx';
import { YamlPanel } from './panels/YamlPanel.tsx';
import { ResetButton } from './ResetButton.tsx';
import { useSession, useSessionState } from './session-context.ts';
import type { PanelName } from './session-state.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { phoneQuery, useMedia } from './use-media.ts';

const LessonColumn = lazy(async () => ({ default: (await import('./lesson/LessonColumn.tsx')).LessonColumn }));
const LessonSheet = lazy(async () => ({ default: (await import('./lesson/LessonSheet.tsx')).LessonSheet }));
const ShareDialog = lazy(async () => ({ default: (await import('./dialogs/ShareDialog.tsx')).ShareDialog }));
const LegendDialog = lazy(async () => ({ default: (await import('./dialogs/LegendDialog.tsx')).LegendDialog }));

export function App() {
  const session = useSession();
  const phone = useMedia(phoneQuery);
  // With the commit and not after it: no key is lost that is pressed as soon as the page is seen.
  useLayoutEffect(() => listenForShortcuts(session), [session]);
  return (
    <div className={phone ? 'app phone' : 'app wide'}>
      <SkipLinks />
      <Header />
      <Notice />
      {phone ? <OneByOne /> : <SideBySide />}
      <Dialogs />
    </div>
  );
}

function SideBySide() {
  const { t } = useTranslation();
  const { taken } = useLessons();
  return (
    <main className="work">
      <Group orientation="horizontal" id="columns">
        <Panel id="yaml" defaultSize="27%" minSize={280} collapsible groupResizeBehavior="preserve-pixel-size">
          {taken ? (
            <Suspense fallback={null}>
              <LessonColumn taken={taken} />
            </Suspense>
          ) : (
            <InTurn>
              <YamlPanel />
            </InTurn>
          )}
        </Panel>
        <Separator className="separator" aria-label={t('region.resizeEditor')} />
        <Panel id="cluster" minSize={420}>
          <InTurn>
            <PicturesAndTime />
          </InTurn>
        </Panel>
      </Group>
    </main>
  );
}

function PicturesAndTime() {
  const { t } = useTranslation();
  return (
    <Group orientation="vertical" id="rows">
      <Panel id="above" minSize={240}>
        <PictureAndWhy />
      </Panel>
      <Separator className="separator flat" aria-label={t('region.resizeTime')} />
      <Panel id="time" defaultSize={224} minSize={120} groupResizeBehavior="preserve-pixel-size">
        <InTurn>
          <TimePanel lanes />
        </InTurn>
      </Panel>
    </Group>
  );
}

function PictureAndWhy() {
  const { t } = useTranslation();
  const { isOpen: isWhyOpen } = useWhyPanel();
  return (
    <Group orientation="horizontal" id="pictures">
      <Panel id="stage" minSize={380}>
        <div className="stage-and-line">
          <StagePanel />
          <CommandLine />
        </div>
      </Panel>
      {isWhyOpen && (
        <>
          <Separator className="separator" aria-label={t('region.resizeWhy')} />
          <Panel id="why" defaultSize={288} minSize={220} collapsible groupResizeBehavior="preserve-pixel-size">
            <InTurn>
              <WhyPanel />
            </InTurn>
          </Panel>
        </>
      )}
    </Group>
  );
}

const views: readonly PanelName[] = ['picture', 'yaml', 'commands', 'why'];

function OneByOne() {
  const { t } = useTranslation();
  const session = useSession();
  const { taken } = useLessons();
  const panel = useSessionState((state) => state.panel);
  // What is selected takes the lanes' room.
  const withLanes = useSessionState(
    (state) => state.panel === 'commands' || (state.panel === 'picture' && !state.selected),
  );
  return (
    <main className={taken ? 'work with-lesson' : 'work'}>
      <div className="views-bar">
        <div className="views" role="group" aria-label={t('view.label')}>
          {views.map((name) => (
            <button
              key={name}
              type="button"
              className="view"
              aria-pressed={panel === name}
              onClick={() => session.showPanel(name)}
            >
              {t(`view.${name}`)}
            </button>
          ))}
        </div>
        <ResetButton />
      </div>
      <div className="view-body">
        {panel === 'picture' && <PhonePicture />}
        {panel === 'yaml' && <YamlPanel />}
        {panel === 'commands' && <CommandLine whole />}
        {panel === 'why' && <WhyPanel />}
      </div>
      {taken && (
        <Suspense fallback={null}>
          <LessonSheet taken={taken} />
        </Suspense>
      )}
      <TimePanel lanes={!taken && withLanes} phone />
    </main>
  );
}

function Dialogs() {
  const dialog = useSessionState((state) => state.dialog);
  return (
    <Suspense fallback={null}>
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'legend' && <LegendDialog />}
    </Suspense>
  );
}

function SkipLinks() {
  const { t } = useTranslation();
  const session = useSession();
  const to = (panel: PanelName, id: string) => (event: React.MouseEvent) => {
    // Not by changing the hash: the hash is where a link keeps its run.
    event.preventDefault();
    session.showPanel(panel);
    requestAnimationFrame(() => {
      if (id === 'editor') session.focusEditor();
      else document.getElementById(id)?.focus();
    });
  };
  return (
    <nav className="skip" aria-label={t('skip.picture')}>
      <a href="#picture" onClick={to('picture', 'picture')}>
        {t('skip.picture')}
      </a>
      <a href="#table" onClick={to('picture', 'table')}>
        {t('skip.table')}
      </a>
      <a href="#editor" onClick={to('yaml', 'editor')}>
        {t('skip.editor')}
      </a>
    </nav>
  );
}
