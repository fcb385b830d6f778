import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import { hasErrors, isScenarioDocument, parseManifest, positionOf } from './manifest.ts';

const bodies = (text: string) => parseManifest(text).documents.map(({ body }) => body);
const problemsOf = (text: string) =>
  parseManifest(text).problems.map(({ code, line, column, message }) => ({ code, line, column, message }));
const codes = (text: string) => problemsOf(text).map(({ code, line, column }) => `${line}:${column} ${code}`);

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: dullahan\n';

test('documents are split at --- lines, and empty ones are left out', () => {
  const text = `# only a comment\n---\n${service}---\n\n---\n# nothing\n---\nkind: Scenario\n`;
  const { documents, problems } = parseManifest(text);
  expect(problems).toEqual([]);
  expect(documents.map(({ body, range }) => [body['kind'], range.line])).toEqual([
    ['Service', 3],
    ['Scenario', 12],
  ]);
  expect(documents.map(isScenarioDocument)).toEqual([false, true]);
});

test('a document may begin on the line of its ---', () => {
  const [document] = parseManifest('---\n--- {kind: Pod, a: 1}\n').documents;
  if (!document) throw new Error('there must be a document');
  expect(document.body).toEqual({ kind: 'Pod', a: 1 });
  expect(positionOf(document, ['a'])).toEqual({ line: 2, column: 20, endLine: 2, endColumn: 21 });
});

test('--- inside a block text with indentation separates nothing', () => {
  expect(bodies('a: |\n  ---\n  b\n')).toEqual([{ a: '---\nb\n' }]);
});

test('CRLF and a byte order mark are read as kubectl reads them', () => {
  expect(bodies('\uFEFFkind: A\r\nx: [1,\r\n  2]\r\n---\r\nkind: B\r\n')).toEqual([
    { kind: 'A', x: [1, 2] },
    { kind: 'B' },
  ]);
});

test('the items of a List are documents of their own, with their places', () => {
  const text = 'apiVersion: v1\nkind: List\nitems:\n- kind: A\n  x: 1\n- kind: List\n  items:\n  - {kind: B, y: 2}\n';
  const { documents } = parseManifest(text);
  expect(documents.map(({ body, range }) => [body['kind'], range.line, range.column])).toEqual([
    ['A', 4, 3],
    ['B', 8, 6],
  ]);
  expect(documents.map((document) => positionOf(document, ['true'], 'key').line)).toEqual([4, 8]);
});

test('an item of a List that is no mapping is marked', () => {
  expect(codes('kind: List\nitems:\n- kind: A\n- 7\n')).toEqual(['4:3 not-a-mapping']);
});

test('an empty text says that nothing is there', () => {
  for (const text of ['', '\n\n', '# a comment\n', '---\n---\n']) expect(codes(text)).toEqual(['1:1 empty-text']);
});

test('K-118: mistakes of syntax speak as kubectl does', () => {
  expect(problemsOf('kind: A\n---\nkind: B\nx: {a: 1\ny: 2\n').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^error converting YAML to JSON: yaml: line \d: /),
  ]);
  expect(problemsOf('a: b: c\n')).toEqual([
    {
      code: 'yaml-syntax',
      line: 1,
      column: 4,
      message: 'error converting YAML to JSON: yaml: mapping values are not allowed in this context',
    },
  ]);
});

test('words of YAML 1.1 are booleans, and octal numbers are numbers', () => {
  expect(bodies('a: yes\nb: y\nc: "yes"\nd: off\ne: 0755\nf: 1_000\ng: 12:30:00\nh: ~\ni:\nj: 1e3\nk: 1.27\n')).toEqual(
    [{ a: true, b: true, c: 'yes', d: false, e: 493, f: 1000, g: '12:30:00', h: null, i: null, j: 1000, k: 1.27 }],
  );
});

test('a duplicate key is refused and names the line of the first', () => {
  expect(parseManifest('kind: A\nspec:\n  a: 1\n  b: 2\n  a: 3\n').problems).toEqual([
    {
      line: 5,
      column: 3,
      endLine: 5,
      endColumn: 4,
      severity: 'error',
      code: 'duplicate-key',
      params: { key: 'a', firstLine: 3 },
      message: 'key "a" stands twice in this mapping, first in line 3; remove one of them',
    },
  ]);
});

test('__proto__ is refused as a key, wherever it stands, and pollutes nothing', () => {
  expect(codes('kind: A\n__proto__: {polluted: true}\nmetadata:\n  labels: {"__proto__": x}\n')).toEqual([
    '2:1 proto-key',
    '4:12 proto-key',
  ]);
  expect('polluted' in {}).toBe(false);
});

test('binary is refused at its first character', () => {
  expect(codes('kind: A\nx: \u0000\u0001')).toEqual(['2:4 control-character']);
  expect(codes('a: \uD800')).toEqual(['1:4 control-character']);
  expect(codes('a: 😀\n')).toEqual([]);
});

test('a document that is no mapping is refused, the others are still read', () => {
  const { documents, problems } = parseManifest(`- 1\n---\n${service}---\njust words\n`);
  expect(problems.map(({ line, code, params }) => [line, code, params['found']])).toEqual([
    [1, 'not-a-mapping', 'a list'],
    [8, 'not-a-mapping', 'a text'],
  ]);
  expect(documents).toHaveLength(1);
  expect(hasErrors(problems)).toBe(true);
});

test('more than 1 MiB is refused, counted in UTF-8', () => {
  expect(codes(`a: ${'x'.repeat(limits.textBytes)}`)).toEqual(['1:1 text-too-large']);
  expect(codes(`a: ${'中'.repeat(limits.textBytes / 3 + 1)}`)).toEqual(['1:1 text-too-large']);
  expect(codes(`a: ${'x'.repeat(limits.textBytes - 4)}\n`)).toEqual([]);
});

test('deep nesting is refused in every style, and ends in time', () => {
  const size = 200_000;
  const texts = [
    `a: ${'['.repeat(size)}`,
    `a: ${'{a: '.repeat(size)}`,
    `${'- '.repeat(size)}a`,
    `a: ${'["]", '.repeat(size / 10)}`,
    Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ];
  for (const text of texts) expect(parseManifest(text).problems.map(({ code }) => code)).toEqual(['too-deep']);
  expect(codes(`a:\n${' '.repeat(5000)}b: 1`)).toEqual(['2:1 too-far-right']);
});

test('a hundred levels are read', () => {
  expect(codes(`${'{a: '.repeat(99)}1${'}'.repeat(99)}`)).toEqual([]);
});

test('alias bombs and cycles are refused, plain aliases and merges are read', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]']
    .concat(['d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]', 'e: [*d,*d,*d,*d,*d,*d,*d,*d,*d]'])
    .join('\n');
  expect(parseManifest(bomb).problems.map(({ code }) => code)).toEqual(['too-many-aliases']);
  expect(codes('a: &a\n  b: *a\n')).toEqual(['2:6 cyclic-alias']);
  expect(codes('a: *nothing\n')).toEqual(['1:4 yaml-syntax']);
  expect(bodies('base: &base {x: 1, z: 2}\nmore:\n  <<: *base\n  z: 3\n')).toEqual([
    { base: { x: 1, z: 2 }, more: { x: 1, z: 3 } },
  ]);
});

test('what two aliases stand for are two objects', () => {
  const [body] = bodies('a: &a {x: 1}\nb: *a\n');
  expect(body?.['a']).not.toBe(body?.['b']);
});

test('numbers that JSON cannot hold are refused', () => {
  expect(codes('a: .nan\nb: .inf\n')).toEqual(['1:4 not-a-number', '2:4 not-a-number']);
});

test('at most so many mistakes of a document are listed', () => {
  const text = `a: 0\n${'a: 1\n'.repeat(50)}`;
  const listed = parseManifest(text).problems;
  expect(listed).toHaveLength(limits.diagnostics + 1);
  expect(listed.at(-1)?.code).toBe('too-many-problems');
});

test('at most so many documents are read', () => {
  const { documents, problems } = parseManifest('a: 1\n---\n'.repeat(limits.documents + 5));
  expect(documents).toHaveLength(limits.documents);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([['too-many-documents', limits.documents * 2 + 1]]);
});

test('at most so many words are read, and a citation is short', () => {
  const half = `a: [${'x,'.repeat(limits.lexemes / 2 - 100)}x]\n`;
  const { documents, problems } = parseManifest(`b: 1\n---\n${half}---\nc: 1\n`);
  expect(documents).toHaveLength(1);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([['too-many-words', 3]]);
  expect(parseManifest(`[${','.repeat(1_000_000)}`).problems.map(({ code }) => code)).toEqual(['too-many-words']);
  expect(parseManifest(`a: ${'1'.repeat(100_000)}`).problems[0]?.message.length).toBeLessThan(200);
});

test('unchanged documents are taken over from an earlier reading and are placed anew', () => {
  const before = parseManifest(service);
  const after = parseManifest(`kind: A\n---\n${service}`, before);
  expect(after.documents[1]?.body).toBe(before.documents[0]?.body);
  expect(after.documents[1]?.range.line).toBe(3);
  expect(parseManifest(`kind: A\n---\n${service}`).documents[1]?.range).toEqual(after.documents[1]?.range);
});

test('no text makes the reader throw', () => {
  const pieces = [
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '---\n',
    '...',
    '&a',
    '*a',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>',
    '%',
    '<<',
  ]
    .concat([
      '#',
      '? ',
      '!!int ',
      '!',
      ',',
      '\t',
      '\r\n',
      'kind: List\n',
      'items:\n',
      '  ',
      '1e999',
      '\\',
      '\u2028',
      '@',
    ])
    .concat([
      '__proto__: ',
      'constructor',
      'x: 1\n',
      '!!binary ',
      '!!set ',
      '!!omap ',
      '!<a> ',
      '%YAML 1.2\n',
      '\uFEFF',
    ]);
  const text = fc.oneof(
    { weight: 5, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join('')) },
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  const reads = fc.property(text, (value) => {
    const { documents, problems } = parseManifest(value);
    for (const document of documents) JSON.stringify(document.body);
    for (const { line, column, endLine, message } of problems) {
      if (!(line >= 1 && column >= 1 && endLine >= line && message.length > 0)) return false;
    }
    return problems.length > 0 || documents.length > 0;
  });
  expect(fc.check(reads, { numRuns: 5_000, seed: 1 })).toMatchObject({ failed: false });
});
