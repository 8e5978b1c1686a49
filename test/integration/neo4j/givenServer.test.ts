import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { awaitBolt } from '../../../src/neo4j/awaitBolt.ts';
import { acquireServer } from '../../../src/neo4j/index.ts';
import { testServer } from '../../support/neo4j.ts';

const request = { home: '/nowhere', purpose: 'test' } as const;

test('a server that is given by its address is used as it is and never stopped', async () => {
  const { uri, username, password, database } = testServer();
  const given = await acquireServer({ ...request, neo4j: { uri, username, password, database } });
  expect(given).toMatchObject({ uri, username, database, provider: 'uri' });
  await given.release();
  await expect(acquireServer({ ...request, neo4j: { uri, username, password } })).resolves.toBeDefined();
});

test('a wrong password is said at once, a missing one before anything is tried', async () => {
  const { uri } = testServer();
  await expect(acquireServer({ ...request, neo4j: { uri, password: 'not this one' } })).rejects.toMatchObject(
    {
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('NEO4J_PASSWORD'),
    },
  );
  await expect(acquireServer({ ...request, neo4j: { uri } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

test('an address where something else answers, or nobody, is given up after the deadline', async () => {
  const other = createServer((socket) =>
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy()),
  );
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const bound = other.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const address = { uri: `bolt://127.0.0.1:${port}`, username: 'neo4j', password: 'x', database: 'neo4j' };
  const given = () => awaitBolt(address, 500, () => undefined);
  await expect(given()).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('HTTP'),
  });
  await new Promise<void>((resolve) => other.close(() => resolve()));
  await expect(given()).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining(address.uri),
  });
});
