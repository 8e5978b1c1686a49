import { systemClock } from '../../src/config/index.ts';
import { openGraph } from '../../src/graph/index.ts';
import { importBundle } from '../../src/ingest/index.ts';

/** Imports a bundle in a process of its own, to be killed: `<folder> <work directory>`, the server in the environment. */
const [path = '', workDirectory = ''] = process.argv.slice(2);
const { NEO4J_URI = '', NEO4J_USERNAME = '', NEO4J_PASSWORD = '', NEO4J_DATABASE = '' } = process.env;
const graph = openGraph({
  uri: NEO4J_URI,
  username: NEO4J_USERNAME,
  password: NEO4J_PASSWORD,
  database: NEO4J_DATABASE,
});
const onProgress = ({ step, file, done }: { step: string; file: string; done: number }) =>
  console.log(`${step} ${file} ${done}`);
await importBundle(graph, { path, clock: systemClock, workDirectory, batchRows: 50, onProgress });
await graph.close();
