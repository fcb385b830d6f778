// Who may import whom: the table of ARCHITECTURE.md as data, and the checks that keep it. Type imports count.
import { imports } from './source-text.ts';
import type { Import, Source } from './source-text.ts';

interface Room {
  readonly rooms: readonly string[];
  /** Of these rooms types only. */
  readonly typesOf?: readonly string[];
  readonly packages: readonly string[];
}

export const law: { readonly [room: string]: Room } = {
  engine: { rooms: [], packages: ['tinyqueue', '@noble/hashes'] },
  manifest: { rooms: ['engine'], packages: ['yaml'] },
  kubectl: { rooms: ['engine', 'manifest'], packages: ['shell-quote', 'yargs-parser'] },
  scenarios: { rooms: ['engine', 'manifest'], packages: [] },
  run: { rooms: ['engine', 'manifest', 'kubectl', 'scenarios'], packages: [] },
  lessons: { rooms: ['engine', 'scenarios', 'run'], packages: [] },
  share: { rooms: ['engine', 'scenarios'], typesOf: ['run'], packages: [] },
  scene: { rooms: ['engine'], packages: [] },
  stage: { rooms: [], typesOf: ['scene'], packages: ['d3'] },
  locales: { rooms: [], packages: [] },
  app: {
    rooms: ['engine', 'manifest', 'kubectl', 'scenarios', 'run', 'lessons', 'share', 'scene', 'stage', 'locales'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'i18next',
      'react-i18next',
      'monaco-editor',
      'monaco-yaml',
      'react-resizable-panels',
      'lucide-react',
      '@fontsource-variable/source-sans-3',
      '@fontsource/jetbrains-mono',
    ],
  },
  node: {
    rooms: ['engine', 'manifest', 'kubectl', 'scenarios', 'run'],
    packages: ['node', 'vite', '@playwright/test', 'fast-check', 'tinyqueue'],
  },
};

/** Entries at the top of src/ may import any room, and what mounts the page. */
const entries: Room = { rooms: Object.keys(law), packages: ['react', 'react-dom', 'node', 'vitest'] };

const inTests = ['vitest', 'fast-check', 'node'];

/** Inside the engine a file may import only from lower storeys, or from its own where that is not closed. */
const storeys: readonly { readonly name: string; readonly of: RegExp }[] = [
  { name: 'leaf', of: /^(random|time|timings|reason|machine)\.ts$/ },
  { name: 'kinds', of: /^kinds\// },
  { name: 'options', of: /^options\.ts$/ },
  { name: 'api', of: /^api\// },
  { name: 'component', of: /^component\.ts$/ },
  { name: 'components', of: /^(controllers|scheduler|kubelet|volumes|network)\// },
  { name: 'cluster', of: /^[a-z-]+\.ts$/ },
];

/**
 * Every import that breaks the law, one sentence each. `components`: the files of `componentFiles`; without them every file
 * directly in a room of components counts as one.
 */
export function unlawfulImports({ path, text }: Source, components?: ReadonlySet<string>): readonly string[] {
  const room = roomOf(path);
  const rule = room === undefined ? entries : law[room];
  if (!rule) return [`${path}: "${room}" is not a room of ARCHITECTURE.md`];
  const isTest = /\.test\.tsx?$/.test(path);
  return imports(text).flatMap((item) => {
    const target = resolve(path, item.from);
    const fault =
      target === undefined
        ? packageFault(item.from, rule, isTest)
        : (roomFault(path, target, item, rule, isTest) ??
          doorFault(path, target) ??
          engineFault(path, target, isTest, components));
    return fault ? [`${path} imports ${item.from}: ${fault}`] : [];
  });
}

const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

/** Below `src/`; undefined for a package; `../…` for what lies outside `src/`. */
export function resolve(path: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined;
  const parts = path.split('/').slice(0, -1);
  for (const part of from.replace(/\?.*$/, '').split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function packageFault(from: string, rule: Room, isTest: boolean): string | undefined {
  const name = from.startsWith('node:')
    ? 'node'
    : from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/');
  if (rule.packages.includes(name) || (isTest && inTests.includes(name))) return undefined;
  return `the package is not one this room may use (${rule.packages.join(', ') || 'none'})`;
}

function roomFault(path: string, target: string, item: Import, rule: Room, isTest: boolean): string | undefined {
  const own = roomOf(path);
  if (target.startsWith('..')) return own === 'node' ? undefined : 'it lies outside src/';
  const room = roomOf(target);
  if (room === own) return undefined;
  if (room === undefined) return 'only the browser starts from an entry';
  if (rule.rooms.includes(room)) return undefined;
  if (rule.typesOf?.includes(room))
    return item.typeOnly || isTest ? undefined : `of ${room} only types may be imported`;
  // A test may build what it needs from any lower room; nobody needs the page or the doors for Node.
  if (isTest && room !== 'app' && room !== 'node') return undefined;
  return `${own} may import only ${[...rule.rooms, ...(rule.typesOf ?? [])].join(', ') || 'nothing'}`;
}

/** From outside, the engine has one door; nobody else has an index file. */
function doorFault(path: string, target: string): string | undefined {
  const outside = !path.startsWith('engine/') && target.startsWith('engine/');
  if (outside && target !== 'engine/index.ts' && !target.startsWith('engine/testing/'))
    return "the engine's only door is engine/index.ts";
  if (!outside && path.startsWith('engine/') && target === 'engine/index.ts' && !path.startsWith('engine/testing/'))
    return path.endsWith('.test.ts') ? undefined : 'inside the engine files import files, not the door';
  if (/\.[jt]sx?$/.test(target) || !/\/[^./]+$/.test(target)) return undefined;
  return 'write the file with its extension';
}

function engineFault(
  path: string,
  target: string,
  isTest: boolean,
  components?: ReadonlySet<string>,
): string | undefined {
  if (isTest || !path.startsWith('engine/') || /^engine\/(index\.ts|testing\/)/.test(path)) return undefined;
  const [own, other] = [path, target].map((file) =>
    storeys.findIndex((storey) => storey.of.test(file.slice('engine/'.length))),
  );
  if (own === undefined || other === undefined || own < 0 || other < 0) return 'it has no storey in the engine';
  if (other > own) return `${storeys[own]?.name} may not import ${storeys[other]?.name}`;
  const isComponents = storeys[own]?.name === 'components' && storeys[other]?.name === 'components';
  if (isComponents && isForeign(path, target, components)) return 'components never import one another';
  return undefined;
}

/** The files that make a component. */
export const componentFiles = (all: readonly Source[]): ReadonlySet<string> =>
  new Set(all.filter(({ text }) => /\): (Api|Machine)?Component\b/.test(text)).map(({ path }) => path));

/** A plain file of the same room that makes no component is a part its components share. */
function isForeign(path: string, target: string, components?: ReadonlySet<string>): boolean {
  if (componentOf(path) === componentOf(target)) return false;
  const [, room, ...rest] = target.split('/');
  const isPart = components !== undefined && rest.length === 1 && !components.has(target);
  return !(isPart && room === path.split('/')[1]);
}

/** Scheduler and kubelet are one component each; elsewhere each folder or file below the room is one. */
function componentOf(path: string): string {
  const [, room, name] = path.split('/');
  if (room === 'scheduler' || room === 'kubelet') return room;
  return `${room}/${name}`;
}

/** Folders with an index file that is not the engine's. */
export const barrels = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => /(^|\/)index\.tsx?$/.test(path) && path !== 'engine/index.ts');

/** Import cycles, each as the list of its files; type imports count. */
export function cycles(all: readonly Source[]): readonly (readonly string[])[] {
  const known = new Set(all.map(({ path }) => path));
  const graph = new Map(
    all.map(({ path, text }) => [
      path,
      imports(text).flatMap((item) => {
        const target = resolve(path, item.from);
        return target !== undefined && known.has(target) ? [target] : [];
      }),
    ]),
  );
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push([...trail.slice(at), path]);
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
