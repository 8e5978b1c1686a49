import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config/index.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { serveGraph } from '../../support/serveGraph.ts';

it('a port that is taken is named, with what to do', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const home = await mkdtemp(join(tmpdir(), 'linchpin-taken-'));
  const config = readConfig({ LINCHPIN_HOME: home }, home);
  try {
    const starting = serveGraph(await testGraph(), testServer().database, config, {}, port);
    await expect(starting).rejects.toMatchObject({
      code: 'MISSING_TOOL',
      message: expect.stringMatching(new RegExp(`^Port ${port} is taken\\..*LINCHPIN_PORT`)),
    });
  } finally {
    squatter.close();
  }
});
