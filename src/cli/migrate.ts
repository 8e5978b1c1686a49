import { migrate, openGraph } from '../graph/index.ts';
import { acquireServer } from '../neo4j/index.ts';
import type { Register } from './deps.ts';

export const registerMigrate: Register = (program, { config, out, err }) => {
  program
    .command('migrate')
    .description('apply the migrations that the store has not seen')
    .option('--dry-run', 'only say which')
    .action(async ({ dryRun }: { dryRun?: boolean }) => {
      const connection = await acquireServer({
        home: config.home,
        neo4j: config.neo4j,
        purpose: 'service',
        onProgress: err,
      });
      const graph = openGraph(connection);
      try {
        const files = await migrate(graph, { dryRun: dryRun === true });
        out(
          files.length === 0
            ? 'nothing to apply'
            : files.map((file) => `${dryRun === true ? 'would apply' : 'applied'} ${file}`).join('\n'),
        );
      } finally {
        await graph.close();
        await connection.release();
      }
    });
};
