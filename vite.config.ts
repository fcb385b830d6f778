// How the page is built: relative paths, so that dist/ works under any path of any static host.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

export default defineConfig({
  base: './',
  plugins: [react(), withoutPolicyInDevelopment()],
  resolve: {
    alias: [
      // monaco-worker-manager imports paths that monaco-editor's `exports` no longer has (docs/decisions/monaco-yaml.md).
      { find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' },
      // Its entry for Node reads `process`.
      { find: /^yargs-parser$/, replacement: 'yargs-parser/browser' },
    ],
  },
  optimizeDeps: {
    // Found late, behind the lazy editor: named here, or the page reloads once in development.
    include: [
      'monaco-editor/editor',
      'monaco-editor/editor/editor.worker',
      'monaco-yaml',
      'monaco-yaml/yaml.worker.js',
    ],
  },
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 4000 },
});

/** The development server injects inline scripts and a socket; the built page keeps the policy of index.html. */
function withoutPolicyInDevelopment(): Plugin {
  return {
    name: 'without-policy-in-development',
    apply: 'serve',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
    },
  };
}
