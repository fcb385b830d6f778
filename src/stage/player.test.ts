import { expect, test } from 'vitest';
import { createPlayer } from './player.ts';
import type { Player, PlayerState } from './player.ts';

/** Clocks and a cluster of one event list, all moved by hand. */
class World {
  wallMs = 0;
  headMs = 0;
  events: number[] = [];
  endless = false;
  moving = false;
  /** Wall ms that one event costs the engine. */
  costMs = 0;
  frames = new Map<number, () => void>();
  timers = new Map<number, { readonly callback: () => void; readonly atMs: number }>();
  shown: PlayerState[] = [];
  outcomes: string[] = [];
  #handle = 0;
  readonly player: Player;

  constructor() {
    this.player = createPlayer({
      now: () => this.wallMs,
      requestFrame: (callback) => this.#add(this.frames, callback),
      cancelFrame: (handle) => this.frames.delete(handle),
      setTimer: (callback, ms) => this.#add(this.timers, { callback, atMs: this.wallMs + ms }),
      clearTimer: (handle) => this.timers.delete(handle),
      advanceTo: (ms, keepGoing) => this.#advanceTo(ms, keepGoing),
      headMs: () => this.headMs,
      nextMs: () => this.#nextMs(),
      isSettled: () => this.#nextMs() === undefined,
      isMoving: () => this.moving,
      onShow: (state) => this.shown.push(state),
      onSettled: (outcome) => this.outcomes.push(outcome),
    });
  }

  get asleep(): boolean {
    return this.frames.size === 0 && this.timers.size === 0;
  }

  get last(): PlayerState {
    return this.player.state();
  }

  /** Runs frames every 16 ms and timers when due, for `ms` of wall time; gives how often the player looked. */
  pass(ms: number): number {
    const [endMs, before] = [this.wallMs + ms, this.shown.length];
    while (this.wallMs < endMs && !this.asleep) {
      const timer = [...this.timers][0];
      if (this.frames.size > 0) this.wallMs += 16;
      else if (timer && timer[1].atMs <= endMs) this.wallMs = timer[1].atMs;
      else break;
      const due = [...this.frames.values()];
      this.frames.clear();
      if (timer && timer[1].atMs <= this.wallMs) {
        this.timers.delete(timer[0]);
        timer[1].callback();
      }
      for (const callback of due) callback();
    }
    this.wallMs = Math.max(this.wallMs, endMs);
    return this.shown.length - before;
  }

  #add<T>(into: Map<number, T>, value: T): number {
    into.set(++this.#handle, value);
    return this.#handle;
  }

  #nextMs(): number | undefined {
    return this.endless ? this.headMs + 1000 : this.events.find((ms) => ms > this.headMs);
  }

  #advanceTo(ms: number, keepGoing: () => boolean): number {
    for (let next = this.#nextMs(); next !== undefined && next <= ms; next = this.#nextMs()) {
      if (!keepGoing()) return this.headMs;
      this.headMs = next;
      this.wallMs += this.costMs;
    }
    this.headMs = ms;
    return ms;
  }
}

test('nothing is scheduled before it plays, nor after it is paused', () => {
  const world = new World();
  expect(world.asleep).toBe(true);
  world.player.play();
  world.moving = true;
  world.pass(160);
  expect(world.last).toMatchObject({ mode: 'playing', ms: 160, headMs: 160 });
  world.player.pause();
  world.pass(100);
  expect(world.last).toMatchObject({ mode: 'paused', ms: 160 });
  expect(world.asleep).toBe(true);
});

test.each([
  [0.1, 16],
  [8, 1280],
  [100, 16_000],
  [1000, 16_000],
  [0, 16],
])('at %s× 160 ms of wall time are %s ms of cluster time', (speed, clusterMs) => {
  const world = new World();
  world.moving = true;
  world.player.setSpeed(speed);
  world.player.play();
  world.pass(160);
  expect(Math.abs(world.last.ms - clusterMs)).toBeLessThanOrEqual(1);
});

test('comfort transitions are welcome up to 8×, and not while dragging', () => {
  const world = new World();
  expect(world.last.animate).toBe(true);
  world.player.setSpeed(10);
  expect(world.last.animate).toBe(false);
  world.player.setSpeed(8);
  world.player.seek(0, true);
  expect(world.last.animate).toBe(false);
  world.player.seek(0);
  expect(world.last.animate).toBe(true);
});

test('while nothing moves it looks once a second and at what is due, and time goes on', () => {
  const world = new World();
  world.events = [1700];
  world.player.play();
  expect(world.pass(10_000)).toBeLessThanOrEqual(14);
  expect(world.last).toMatchObject({ mode: 'playing' });
  expect(Math.abs(world.last.ms - 10_000)).toBeLessThan(1020);
  expect(world.shown.some(({ ms }) => ms >= 1700 && ms < 1720)).toBe(true);
});

test('a tab that was hidden for a minute does not make the cluster leap', () => {
  const world = new World();
  world.moving = true;
  world.player.play();
  world.pass(16);
  world.wallMs += 60_000;
  world.pass(16);
  expect(world.last.ms).toBeLessThan(300);
});

test('a frame gives the engine a bounded slice; time then goes on from where it got', () => {
  const world = new World();
  world.moving = true;
  world.costMs = 3;
  world.events = Array.from({ length: 100 }, (_, index) => index + 1);
  world.player.setSpeed(100);
  world.player.play();
  world.pass(16);
  expect(world.last).toMatchObject({ ms: 3, headMs: 3 });
});

test('the past is played without touching the engine, then the present goes on', () => {
  const world = new World();
  world.headMs = 1000;
  world.player.seek(800);
  world.player.play();
  world.pass(160);
  expect(world.last).toMatchObject({ ms: 960, headMs: 1000 });
  world.moving = true;
  world.pass(160);
  expect(world.last).toMatchObject({ ms: 1120, headMs: 1120 });
});

test('a seek stays between the beginning and the head and keeps the mode; a drag pauses', () => {
  const world = new World();
  world.headMs = 1000;
  world.player.play();
  world.player.seek(5000);
  expect(world.last).toMatchObject({ ms: 1000, mode: 'playing' });
  world.player.seek(-3, true);
  expect(world.last).toMatchObject({ ms: 0, mode: 'paused' });
  world.player.toEnd();
  expect(world.last.ms).toBe(1000);
  world.player.toStart();
  expect(world.last.ms).toBe(0);
  world.pass(100);
  expect(world.asleep).toBe(true);
});

test('run until settled ends paused where the last thing happened', () => {
  const world = new World();
  world.events = [400, 90_000, 123_456];
  world.player.runUntilSettled();
  world.pass(100);
  expect(world.last).toMatchObject({ ms: 123_456, headMs: 123_456, mode: 'paused' });
  expect(world.outcomes).toEqual(['settled']);
  expect(world.asleep).toBe(true);
});

test('run until settled takes many frames if there is much to do, and can be paused', () => {
  const world = new World();
  world.costMs = 5;
  world.events = Array.from({ length: 50 }, (_, index) => (index + 1) * 1000);
  world.player.runUntilSettled();
  world.pass(64);
  expect(world.last.mode).toBe('settling');
  expect(world.last.ms).toBeGreaterThan(1000);
  world.player.toggle();
  const { ms } = world.last;
  world.pass(100);
  expect(world.last).toMatchObject({ ms, mode: 'paused' });
  expect(world.outcomes).toEqual([]);
});

test('run until settled gives up after 600 s of cluster time', () => {
  const world = new World();
  world.headMs = 5000;
  world.endless = true;
  world.player.runUntilSettled();
  world.pass(1000);
  expect(world.outcomes).toEqual(['limit']);
  expect(world.last).toMatchObject({ headMs: 605_000, mode: 'paused' });
});

test('a refresh shows the same instant once, however often it is asked for, and follows a head that went back', () => {
  const world = new World();
  world.headMs = 1000;
  world.player.toEnd();
  world.pass(16);
  world.player.refresh();
  world.player.refresh();
  expect(world.pass(100)).toBe(1);
  world.headMs = 200;
  world.player.refresh();
  world.pass(16);
  expect(world.shown.at(-1)).toMatchObject({ ms: 200, headMs: 200 });
});

test('a refresh while it sleeps is shown at the next frame', () => {
  const world = new World();
  world.player.play();
  world.pass(32);
  expect(world.timers.size).toBe(1);
  world.player.refresh();
  expect(world.timers.size).toBe(0);
  expect(world.frames.size).toBe(1);
});

test('a destroyed player does nothing more', () => {
  const world = new World();
  world.player.play();
  world.player.destroy();
  world.player.refresh();
  expect(world.asleep).toBe(true);
});
