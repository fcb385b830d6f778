import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import { Store } from './api/store.ts';

const cause = { input: 1 };

function taken(agenda: Agenda, untilMs: number): string[] {
  const list: string[] = [];
  for (let entry = agenda.take(untilMs); entry; entry = agenda.take(untilMs)) {
    agenda.drop(entry);
    list.push(`${entry.atMs} ${entry.row.component} ${entry.row.key}`);
  }
  return list;
}

test('entries come by time, then by when they were asked for', () => {
  const agenda = new Agenda(new Store());
  agenda.schedule('b', 'x', 20, cause, false);
  agenda.schedule('a', 'x', 10, cause, false);
  agenda.schedule('c', 'x', 20, cause, false);
  expect(taken(agenda, 19)).toEqual(['10 a x']);
  expect(taken(agenda, 20)).toEqual(['20 b x', '20 c x']);
});

test('one entry per component and key: the soonest request wins', () => {
  const agenda = new Agenda(new Store());
  agenda.schedule('a', 'x', 20, cause, false);
  agenda.schedule('a', 'x', 10, cause, false);
  agenda.schedule('a', 'x', 30, cause, false);
  expect(taken(agenda, 100)).toEqual(['10 a x']);
});

test('idle entries keep nobody busy, until a busy request joins them', () => {
  const agenda = new Agenda(new Store());
  agenda.schedule('a', 'x', 10, cause, true);
  expect(agenda.nextBusyMs()).toBeUndefined();
  expect(agenda.nextMs()).toBe(10);
  agenda.schedule('a', 'x', 50, cause, false);
  expect(agenda.nextBusyMs()).toBe(10);
  expect(taken(agenda, 100)).toEqual(['10 a x']);
  expect(agenda.nextBusyMs()).toBeUndefined();
});

test('an agenda made over the rows of a store goes on where the other one was', () => {
  const store = new Store();
  const first = new Agenda(store);
  first.schedule('a', 'x', 10, cause, false);
  first.schedule('b', 'x', 10, cause, false);
  const second = new Agenda(store);
  second.schedule('c', 'x', 10, cause, false);
  expect(taken(second, 10)).toEqual(['10 a x', '10 b x', '10 c x']);
});
