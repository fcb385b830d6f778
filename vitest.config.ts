// Unit tests run in Node, without a DOM and without the page's plugins: what needs a browser is tested in a browser (e2e/).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
  },
});
