import { serverStatus, startServer, stopServer } from '../neo4j/index.ts';
import type { Register } from './deps.ts';

export const registerNeo4j: Register = (program, { config, out, err }) => {
  const command = program.command('neo4j').description('the local Neo4j server of this home');
  const { home, neo4j } = config;
  const say = (status: {
    state: string;
    uri?: string | undefined;
    pid?: number | undefined;
    holders: readonly number[];
  }) => {
    out(
      `${status.state}${status.uri === undefined ? '' : ` ${status.uri}`}${status.pid === undefined ? '' : ` (process ${status.pid})`}`,
    );
    if (status.holders.length > 0) err(`used by: ${status.holders.join(', ')}`);
  };
  command
    .command('start')
    .description('start it; it runs until stop')
    .action(async () => say(await startServer({ home, neo4j, onProgress: err })));
  command
    .command('stop')
    .description('stop it, when nobody uses it any more')
    .action(async () => {
      const status = await stopServer({ home, onProgress: err });
      say(status);
      if (status.state === 'running') err('It stops when the last of these leaves.');
    });
  command
    .command('status')
    .description('say whether it runs, and where')
    .action(async () => say(await serverStatus({ home })));
};
