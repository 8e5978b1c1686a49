/** A process that joins the server of the home in its first argument, says where it answers, and leaves on SIGTERM. */
import { acquireServer } from '../../src/neo4j/index.ts';

const home = process.argv[2] ?? '';
const { uri, release } = await acquireServer({ home, neo4j: {}, purpose: 'test' });
console.log(uri);
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', async () => {
  await release();
  clearInterval(alive);
});
