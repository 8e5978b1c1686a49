import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { soakFiles } from './test/support/soakFiles.ts';

/**
 * A worker imports the libraries once, not for each of its files. What a file changes of its process it puts back; what
 * our modules remember belongs to one graph, and each file opens its own.
 */
const sharedModules = { isolate: false };

/** Where `.ci/run` finds the counts. */
const report =
  process.env.LINCHPIN_TEST_REPORT ??
  join(import.meta.dirname, 'node_modules', '.cache', 'linchpin', 'test-report.json');

/** Files that run side by side; each has a Neo4j to itself, since tests empty the store. `bin/test.js` knows how many. */
const workers = Number(process.env.LINCHPIN_TEST_WORKERS ?? 1);

const onNeo4j = {
  globalSetup: ['test/support/neo4jGlobalSetup.ts'],
  // A machine that does other work beside takes several times as long; what hangs is still ended.
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  // Vite would take the `module` entry and Node the `main` one: two copies of graphql, which refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    reporters: ['default', ['json', { outputFile: report }]],
    setupFiles: ['test/support/eachFile.ts'],
    // A stop of Neo4j writes its store out first.
    teardownTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          ...sharedModules,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 30_000,
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...onNeo4j,
          ...sharedModules,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/security/**/*.test.ts'],
          // Minutes each: the soak runs it. In the suite test/security/plantedSecret asks a share of the same.
          exclude: ['test/integration/access/nonInterference.test.ts'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...onNeo4j,
          name: 'soak',
          include: [...soakFiles(import.meta.dirname)],
          testTimeout: 600_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          ...onNeo4j,
          name: 'shared',
          include: ['test/shared/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
