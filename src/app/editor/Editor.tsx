// The editor on the page: the plain one at once, and Monaco in its place as soon as there is time for it.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { whenIdle } from '../idle.ts';
import { preferences } from '../preferences.ts';
import { refusalText } from '../refusal-text.ts';
import { useSession, useSessionState } from '../session-context.ts';
import { effectiveTheme, onSystemTheme } from '../theme.ts';
import { phoneQuery, useMedia } from '../use-media.ts';
import { createEditorHost } from './editor-host.ts';
import type { EditorHost } from './editor-host.ts';

export function Editor() {
  const { t } = useTranslation();
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  const host = useRef<EditorHost>(null);
  const plainOnly = useMedia(`${phoneQuery}, (pointer: coarse) and (hover: none)`);
  const text = useSessionState((state) => state.text);
  const outcome = useSessionState((state) => state.outcome);
  const theme = useStore(preferences, (state) => state.theme);
  const label = t('editor.label');

  useEffect(() => {
    if (!place.current) return;
    const { text: now } = session.store.getState();
    const made = createEditorHost(place.current, { text: now, label, onText: session.edit });
    host.current = made;
    session.setEditor(made);
    const upgrade = () => void made.upgrade(currentTheme());
    const cancel = plainOnly ? undefined : whenIdle(session.firstPicture, upgrade);
    // Whoever wants to write does not wait for the browser to be idle.
    if (!plainOnly) place.current.addEventListener('focusin', upgrade, { once: true });
    return () => {
      cancel?.();
      session.setEditor(null);
      made.dispose();
      host.current = null;
    };
    // The label is kept up to date below; a new editor is not made for it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [session, plainOnly]);

  useEffect(() => host.current?.setText(text), [text]);
  useEffect(() => {
    const refusals = outcome?.refusals ?? [];
    host.current?.setMarks(refusals.map((refusal) => ({ ...refusal, message: refusalText(refusal, t) })));
  }, [outcome, t]);
  useEffect(() => host.current?.setLabel(label), [label]);
  useEffect(() => {
    host.current?.setTheme(currentTheme());
    return onSystemTheme(() => host.current?.setTheme(currentTheme()));
  }, [theme]);

  return <div ref={place} className="editor" />;
}

const currentTheme = () => effectiveTheme(preferences.getState().theme);
