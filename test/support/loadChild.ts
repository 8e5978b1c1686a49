import { openStore } from '../../src/cli/openStore.ts';
import { projectRoot, readConfig, systemClock } from '../../src/config/index.ts';
import { importBundle } from '../../src/ingest/index.ts';

/** Imports a bundle as a whole into a home, `<bundle> <home>`, and says each step, to be killed in one of them. */
const [path = '', home = ''] = process.argv.slice(2);
const config = readConfig({ ...process.env, LINCHPIN_HOME: home }, projectRoot);
const store = await openStore(config, (text) => console.log(text));
await importBundle(store.graph, {
  path,
  clock: systemClock,
  workDirectory: home,
  load: store.load,
  loadFrom: 0,
});
await store.close();
