// Monaco and monaco-yaml brought together. monaco-yaml still asks for a worker in the way Monaco had before 0.55, so a
// few lines here translate; a browser test that expects a marker guards them (docs/decisions/monaco-yaml.md).
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { configureMonacoYaml } from 'monaco-yaml';
import type { JSONSchema } from 'monaco-yaml';
import YamlWorker from './yaml.worker.ts?worker';

interface OldWorkerOptions {
  readonly createData?: unknown;
  readonly host?: Record<string, (...args: unknown[]) => unknown>;
  readonly keepIdleModels?: boolean;
}

/** Starts validation, completion and hover for models whose path ends in `.yaml`. Called once. */
export function startLanguageServer(schema: JSONSchema): void {
  globalThis.MonacoEnvironment = {
    getWorker: (_id: string, label: string) => (label === 'yaml' ? new YamlWorker() : new EditorWorker()),
  };
  configureMonacoYaml(translated, {
    enableSchemaRequest: false,
    schemas: [{ uri: 'app://ordinal.json', fileMatch: ['**/*.yaml'], schema }],
  });
}

const translated = { ...monaco, editor: { ...monaco.editor, createWebWorker } } as unknown as Parameters<
  typeof configureMonacoYaml
>[0];

function createWebWorker(options: OldWorkerOptions) {
  const worker = new YamlWorker();
  // Monaco's own wrapper sends these two before anything else; the worker's start waits for them.
  worker.postMessage('ignore');
  worker.postMessage(options.createData);
  return monaco.editor.createWebWorker({
    worker,
    ...(options.host ? { host: options.host } : {}),
    ...(options.keepIdleModels === undefined ? {} : { keepIdleModels: options.keepIdleModels }),
  });
}
