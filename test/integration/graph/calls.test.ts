import { beforeAll, describe, expect, it } from 'vitest';
import { driverOf, type Graph, openGraph } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
});
const LEASE = { name: 'trial', owner: 'somebody', seconds: 60 };

/** Another client holds the lease's node, so that whoever wants to write it has to wait. */
async function whileLeaseIsHeld(work: () => Promise<void>): Promise<void> {
  const session = driverOf(graph).session();
  const holder = session.beginTransaction();
  try {
    await (await holder).run("MERGE (l:Lease {name: 'trial'}) SET l.touched = true");
    await work();
  } finally {
    await (await holder).rollback();
    await session.close();
  }
}

describe('a call to the store', () => {
  it('that takes longer than it may is ended with TIMEOUT', async () => {
    await whileLeaseIsHeld(async () => {
      await expect(graph.write('graph/take-lease', LEASE, { timeoutMs: 500 })).rejects.toMatchObject({
        code: 'TIMEOUT',
      });
    });
  });

  it('ends in the server when its caller goes away', async () => {
    await whileLeaseIsHeld(async () => {
      const caller = new AbortController();
      const call = graph.write('graph/take-lease', LEASE, { signal: caller.signal, operation: 'abandoned' });
      const running = async () =>
        (
          await rawCypher(graph, 'SHOW TRANSACTIONS YIELD metaData RETURN metaData.operation AS operation')
        ).filter(({ operation }) => operation === 'abandoned').length;
      await expect.poll(running, { timeout: 10_000 }).toBe(1);
      caller.abort();
      await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
      await expect.poll(running, { timeout: 10_000 }).toBe(0);
    });
  });

  it('that met another one crosswise is tried again, and both succeed', async () => {
    let attempts = 0;
    let arrived = 0;
    let open: () => void = () => undefined;
    const bothHoldOne = new Promise<void>((resolve) => {
      open = resolve;
    });
    const takeBoth = (names: readonly [string, string]) =>
      graph.transaction(async (tx) => {
        attempts += 1;
        await tx.run('graph/take-lease', { ...LEASE, name: names[0] });
        arrived += 1;
        if (arrived === 2) open();
        await bothHoldOne;
        await tx.run('graph/take-lease', { ...LEASE, name: names[1] });
        return names;
      });
    expect(await Promise.all([takeBoth(['one', 'two']), takeBoth(['two', 'one'])])).toHaveLength(2);
    expect(attempts).toBeGreaterThan(2);
  });

  it('with parameters that its header does not declare is refused before it is sent', async () => {
    const wrong = [
      { name: 'x', owner: 'y', seconds: 1.5 },
      { name: 'x', owner: 'y' },
      { name: 5, owner: 'y', seconds: 1 },
      { name: 'x', owner: 'y', seconds: 1, more: true },
    ];
    for (const params of wrong)
      await expect(graph.write('graph/take-lease', params as never)).rejects.toMatchObject({
        code: 'QUERY_INVALID',
      });
  });

  it('never tells a client in the words of the driver what went wrong', async () => {
    const closed = openGraph({
      uri: 'bolt://127.0.0.1:1',
      username: 'neo4j',
      password: 'x',
      database: 'neo4j',
    });
    const failure = await closed.verify(5_000).catch((error: unknown) => error);
    await closed.close();
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(String(failure)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|bolt|Neo4jError/);
  });
});

describe('a claim', () => {
  const claim = async (owner: string, seconds: number) =>
    (await graph.write('graph/take-lease', { name: 'claimed', owner, seconds }))[0]?.owner;

  it('keeps others out while it is renewed, and runs out by itself when it is not', async () => {
    expect(await claim('first', 60)).toBe('first');
    expect(await claim('second', 60)).toBe('first');
    expect(await claim('first', 1)).toBe('first');
    await expect.poll(() => claim('second', 60), { timeout: 30_000 }).toBe('second');
    expect(await claim('first', 60)).toBe('second');
  });
});
