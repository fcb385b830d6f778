// A lesson from anybody is read strictly: what is not a lesson is refused with its place, and nothing of it gets through.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstLesson } from './first-lesson.ts';
import { limits } from './lesson.ts';
import { parseLesson } from './parse-lesson.ts';

type Draft = { [field: string]: unknown };

/** The first lesson as JSON, with `value` at a path such as `steps.0.title`; undefined takes the field away. */
function changed(path: string, value: unknown): unknown {
  const lesson = JSON.parse(JSON.stringify(firstLesson)) as Draft;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce((at, name) => at[name] as Draft, lesson);
  place[last] = value;
  return JSON.parse(JSON.stringify(lesson));
}

const problemOf = (value: unknown): string => {
  const parsed = parseLesson(value);
  return parsed.ok ? 'none' : `${parsed.problem.path} ${parsed.problem.code}`;
};

const wrong: readonly (readonly [path: string, value: unknown, problem: string])[] = [
  ['id', 7, 'id wrong-type'],
  ['id', 'a'.repeat(limits.idCharacters + 1), 'id too-long'],
  ['title.zh-CN', undefined, 'title.zh-CN wrong-type'],
  ['title.fr', 'Noms', 'title.fr unknown-field'],
  ['about', 'text', 'about wrong-type'],
  ['steps', [], 'steps empty'],
  ['steps', Array.from({ length: limits.steps + 1 }, () => firstLesson.steps[0]), 'steps too-many'],
  ['steps.0.script', 'alert(1)', 'steps[0].script unknown-field'],
  ['steps.0.text.0.en', '   ', 'steps[0].text[0].en empty'],
  ['steps.0.text.0.en', 'a'.repeat(limits.textCharacters + 1), 'steps[0].text[0].en too-long'],
  ['steps.0.start.text', 'a'.repeat(limits.startCharacters + 1), 'steps[0].start.text too-long'],
  ['steps.0.start.from', 'end', 'steps[0].start.from wrong-type'],
  ['steps.0.prediction.right', 3, 'steps[0].prediction.right bad-choice'],
  ['steps.0.prediction.right', 'length', 'steps[0].prediction.right bad-choice'],
  ['steps.0.prediction.choices', [firstLesson.title], 'steps[0].prediction.choices empty'],
  ['steps.0.goals.0.kind', 'constructor', 'steps[0].goals[0].kind wrong-type'],
  ['steps.0.goals.0.objects', ['pvc/a'], 'steps[0].goals[0].objects unknown-field'],
  ['steps.0.goals.0.conditions.1', 'quiet', 'steps[0].goals[0].conditions[1] bad-condition'],
  ['steps.0.goals.0.conditions.1', 'create unicorn/a', 'steps[0].goals[0].conditions[1] bad-condition'],
  ['steps.0.goals.0.conditions.1', 'process.exit()', 'steps[0].goals[0].conditions[1] bad-condition'],
  ['steps.0.goals.1.objects.0', 'pvc', 'steps[0].goals[1].objects[0] bad-condition'],
  ['steps.0.solution.0.find', 'a', 'steps[0].solution[0].find unknown-field'],
];

for (const [path, value, problem] of wrong) {
  test(`refused: ${problem}, from ${JSON.stringify(value)?.slice(0, 30) ?? 'nothing'}`, () => {
    expect(problemOf(changed(path, value))).toBe(problem);
  });
}

test('the first lesson, unchanged, is none of these; a step may do without a question', () => {
  expect(problemOf(changed('id', firstLesson.id))).toBe('none');
  expect(problemOf(changed('steps.0.prediction', undefined))).toBe('none');
  expect(problemOf(changed('steps.0.solution', [{ find: 'replicas: 1', put: 'replicas: 2' }]))).toBe('none');
});

test('a prototype in JSON is an unknown field', () => {
  expect(problemOf(JSON.parse('{"__proto__": {"id": "a"}}'))).toBe('__proto__ unknown-field');
});

test('any JSON is refused in words or read, never thrown at', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseLesson(value).ok).toBe(false);
    }),
  );
});

test('any JSON in the place of any field is refused in words or read, never thrown at', () => {
  const paths = wrong.map(([path]) => path);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      expect(problemOf(changed(path, value))).toMatch(/^none$|^.+ [a-z-]+$/s);
    }),
    { numRuns: 300 },
  );
});
