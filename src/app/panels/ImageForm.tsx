// Another image for a container of the set: a field, and the line that it makes.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setImage } from '../actions/set-image.ts';
import type { ContainerImage } from '../actions/set-image.ts';
import { useSession } from '../session-context.ts';
import { LineText } from './LineText.tsx';

interface ImageFormProps {
  /** `Kind namespace/name` of the set. */
  readonly about: string;
  readonly images: readonly ContainerImage[];
}

export function ImageForm({ about, images }: ImageFormProps) {
  const { t } = useTranslation();
  const session = useSession();
  const id = useId();
  const [container, setContainer] = useState(images[0]?.container ?? '');
  const [written, setWritten] = useState<string | null>(null);
  const chosen = images.find((one) => one.container === container) ?? images[0];
  if (!chosen) return null;
  const { line, hindrance } = setImage(about, chosen, written ?? chosen.image);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (hindrance || line === undefined) return;
    session.command(line);
    session.select(about);
  };
  return (
    <form className="image-form" onSubmit={submit}>
      {images.length > 1 && (
        <select
          className="field"
          aria-label={t('actions.container')}
          value={chosen.container}
          onChange={(event) => {
            setContainer(event.target.value);
            setWritten(null);
          }}
        >
          {images.map((one) => (
            <option key={one.container}>{one.container}</option>
          ))}
        </select>
      )}
      <input
        className="field mono"
        aria-label={t('actions.image', { container: chosen.container })}
        value={written ?? chosen.image}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setWritten(event.target.value)}
      />
      <button
        type="submit"
        className="action"
        data-action="setImage"
        aria-disabled={hindrance !== undefined}
        aria-describedby={hindrance && id}
      >
        <span className="action-name">{t('actions.setImage')}</span>
        <LineText line={line ?? ''} />
      </button>
      {hindrance && (
        <p id={id} className="action-note">
          {t(`actions.hindrance.${hindrance.name}`, hindrance.params)}
        </p>
      )}
    </form>
  );
}
