// Random stories on the whole cluster: every change of each is looked at, and then it has to come to rest.
import { test } from 'vitest';
import { always, cases, patienceMs } from './trial.ts';
import { troubleOf } from './trouble.ts';

test('nothing happens that never may, and what is mended comes to rest', () => always(cases, troubleOf), patienceMs);
