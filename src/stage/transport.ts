// The transport bar as plain DOM, so that the page and the embed have the same one.
import type { PlayerState } from './player.ts';
import { actionOfKey } from './transport-keys.ts';
import { nearestSpeed, speedText, speeds, timeParts } from './transport-texts.ts';
import './transport.css';

export interface TransportMessages {
  readonly group: string;
  readonly play: string;
  readonly pause: string;
  readonly toStart: string;
  readonly toEnd: string;
  readonly stepBack: string;
  readonly stepForward: string;
  readonly settle: string;
  readonly speed: string;
  /** `{at}` of `{head}`. */
  readonly time: string;
}

export interface TransportOptions {
  readonly messages: TransportMessages;
  readonly onToggle: () => void;
  readonly onStart: () => void;
  readonly onEnd: () => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onSettle: () => void;
  readonly onSpeed: (speed: number) => void;
}

export interface Transport {
  update(state: PlayerState): void;
  setMessages(messages: TransportMessages): void;
  destroy(): void;
}

/** Buttons into `container`; keys (space, Home, End) are heard on `keys`, unless typed into a field. */
export const createTransport = (
  container: HTMLElement,
  options: TransportOptions,
  keys: Document = container.ownerDocument,
): Transport => new TransportBar(container, options, keys);

/** Drawn in a square of 24. */
const icons = {
  toStart: 'M6 5v14 M19 5.5v13L9.5 12z',
  play: 'M8 5.2v13.6L19 12z',
  stepBack: 'M18 6v12 M13 6.5L7.5 12l5.5 5.5',
  stepForward: 'M6 6v12 M11 6.5l5.5 5.5-5.5 5.5',
  pause: 'M8 5.5v13 M16 5.5v13',
  toEnd: 'M18 5v14 M5 5.5v13L14.5 12z',
  settle: 'M4 6.5v11L11 12z M12 6.5v11L19 12z M20.5 17.5h.01',
};

class TransportBar implements Transport {
  readonly #bar: HTMLElement;
  readonly #buttons: {
    readonly [name in 'toStart' | 'stepBack' | 'toggle' | 'stepForward' | 'toEnd' | 'settle']: HTMLButtonElement;
  };
  readonly #speed: HTMLSelectElement;
  readonly #time: HTMLElement;
  readonly #stopListening: () => void;
  #messages: TransportMessages;
  #state: PlayerState | undefined;
  #written = '';

  constructor(container: HTMLElement, options: TransportOptions, keys: Document) {
    this.#messages = options.messages;
    this.#bar = document.createElement('div');
    this.#bar.className = 'transport';
    this.#bar.setAttribute('role', 'group');
    this.#buttons = {
      toStart: button(icons.toStart, options.onStart),
      stepBack: button(icons.stepBack, () => options.onStep(-1)),
      toggle: button(icons.play, options.onToggle),
      stepForward: button(icons.stepForward, () => options.onStep(1)),
      toEnd: button(icons.toEnd, options.onEnd),
      settle: button(icons.settle, options.onSettle),
    };
    this.#buttons.toggle.classList.add('primary');
    this.#buttons.settle.classList.add('settle');
    for (const step of [this.#buttons.stepBack, this.#buttons.stepForward]) step.classList.add('step');
    this.#speed = speedSelect(options.onSpeed);
    this.#time = document.createElement('output');
    this.#time.className = 'transport-time';
    // The clock changes many times a second: it is read when asked for, never announced.
    this.#time.setAttribute('aria-live', 'off');
    const { toStart, stepBack, toggle, stepForward, toEnd, settle } = this.#buttons;
    this.#bar.append(toStart, stepBack, toggle, stepForward, toEnd, settle, this.#speed, this.#time);
    container.append(this.#bar);
    this.setMessages(options.messages);
    const onKey = (event: KeyboardEvent): void => act(event, options);
    keys.addEventListener('keydown', onKey);
    this.#stopListening = () => keys.removeEventListener('keydown', onKey);
  }

  update(state: PlayerState): void {
    const before = this.#state;
    this.#state = state;
    if (before?.mode !== state.mode) this.#showMode(state.mode);
    if (before?.speed !== state.speed) this.#showSpeed(state.speed);
    this.#showTime(state);
  }

  setMessages(messages: TransportMessages): void {
    this.#messages = messages;
    const { toStart, stepBack, stepForward, toEnd, settle } = this.#buttons;
    this.#bar.setAttribute('aria-label', messages.group);
    name(toStart, messages.toStart, 'Home');
    name(stepBack, messages.stepBack, ',');
    name(stepForward, messages.stepForward, '.');
    name(toEnd, messages.toEnd, 'End');
    name(settle, messages.settle);
    this.#speed.setAttribute('aria-label', messages.speed);
    this.#speed.title = messages.speed;
    this.#showMode(this.#state?.mode ?? 'paused');
    this.#written = '';
    if (this.#state) this.#showTime(this.#state);
  }

  destroy(): void {
    this.#stopListening();
    this.#bar.remove();
  }

  #showMode(mode: PlayerState['mode']): void {
    const { toggle, settle } = this.#buttons;
    const paused = mode === 'paused';
    name(toggle, paused ? this.#messages.play : this.#messages.pause, 'Space');
    toggle.querySelector('path')?.setAttribute('d', paused ? icons.play : icons.pause);
    this.#bar.dataset['mode'] = mode;
    settle.disabled = mode === 'settling';
  }

  /** A speed that is not in the list (from a link) is shown beside the others. */
  #showSpeed(speed: number): void {
    this.#speed.querySelector('option[data-odd]')?.remove();
    if (nearestSpeed(speed) !== speed) this.#speed.append(speedOption(speed, true));
    this.#speed.value = String(speed);
  }

  #showTime({ ms, headMs, speed }: PlayerState): void {
    const parts = timeParts(this.#messages.time, ms, headMs, speed <= 8);
    const text = parts.map((part) => part.text).join('');
    if (text === this.#written) return;
    this.#written = text;
    this.#time.replaceChildren(
      ...parts.map((part) => {
        const span = document.createElement('span');
        span.className = part.strong ? 'now' : 'rest';
        span.textContent = part.text;
        return span;
      }),
    );
  }
}

function act(event: KeyboardEvent, options: TransportOptions): void {
  switch (actionOfKey(event)) {
    case 'toggle':
      options.onToggle();
      break;
    case 'start':
      options.onStart();
      break;
    case 'end':
      options.onEnd();
      break;
    case 'stepBack':
      options.onStep(-1);
      break;
    case 'stepForward':
      options.onStep(1);
      break;
    case undefined:
      return;
  }
  event.preventDefault();
}

function name(element: HTMLButtonElement, text: string, key?: string): void {
  element.setAttribute('aria-label', text);
  element.title = key === undefined ? text : `${text} (${key})`;
}

function button(icon: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'transport-button';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icon);
  svg.append(path);
  element.append(svg);
  element.addEventListener('click', onClick);
  return element;
}

function speedSelect(onSpeed: (speed: number) => void): HTMLSelectElement {
  const select = document.createElement('select');
  select.className = 'transport-speed';
  select.append(...speeds.map((speed) => speedOption(speed, false)));
  select.value = '1';
  select.addEventListener('change', () => onSpeed(Number(select.value)));
  return select;
}

function speedOption(speed: number, odd: boolean): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = String(speed);
  option.textContent = speedText(speed);
  if (odd) option.dataset['odd'] = '';
  return option;
}
