import { expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';
import { printYaml } from './print-yaml.ts';

test('what is printed is read again as the same object', () => {
  const labels = { app: 'web' };
  const object = {
    kind: 'A',
    yes: 'yes',
    on: 'on',
    n: '1',
    time: '2026-01-01T00:00:00Z',
    octal: '0755',
    float: '1e3',
    sexagesimal: '12:30',
    y: 'n',
    empty: '',
    long: 'x y '.repeat(60),
    lines: 'a\nb\n',
    one: labels,
    two: labels,
  };
  const { documents, problems } = parseManifest(printYaml(object));
  expect(problems).toEqual([]);
  expect(documents[0]?.body).toEqual(object);
});

test('times and words that YAML 1.1 takes for booleans stand in quotes, as kubectl prints them', () => {
  expect(printYaml({ at: '2026-01-01T00:00:00Z', on: 'yes', image: 'nginx:1.27' })).toBe(
    'at: "2026-01-01T00:00:00Z"\n"on": "yes"\nimage: nginx:1.27\n',
  );
});
