import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { auditHome, auditOf, lookAt, verified, writeSome } from '../../support/auditStore.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

let graph: Graph;
let home: string;
beforeAll(async () => {
  graph = await testGraph();
  home = await auditHome();
});

describe('the audit', () => {
  it('has every entry in the store before it answers, each in its place of one chain', async () => {
    const audit = auditOf(graph, home);
    const ids = Array.from({ length: 20 }, (_, index) => `s:P${index}`);
    await Promise.all(ids.map((id) => audit.record(lookAt([id]))));
    const rows = await rawCypher(
      graph,
      'MATCH (a:AuditEntry) RETURN a.ids[0] AS id, a.sequence AS sequence ORDER BY sequence',
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(ids.map((_, index) => index + 1));
    await audit.close();
    expect(await verified(graph, home)).toMatchObject({
      findings: [],
      chains: 1,
      entries: 20,
      unanswered: 0,
    });
  });

  it('goes on with a chain that was left in good order, and begins another beside one that is in use', async () => {
    const [first, second] = [auditOf(graph, home), auditOf(graph, home)];
    await writeSome(first, 3);
    await writeSome(second, 3);
    await first.close();
    await second.close();
    // 20 of before, 3 and 3, and one that quotes the first chain at the start of the second.
    expect(await verified(graph, home)).toMatchObject({ findings: [], chains: 2, entries: 27 });
  });

  it('answers nobody and goes on in another chain where the answer of the store was lost, and it is no tampering', async () => {
    const place = await auditHome();
    let lose = false;
    const losing: Graph = Object.create(graph, {
      write: {
        value: async (...call: Parameters<Graph['write']>) => {
          const rows = await graph.write(...call);
          if (!lose || call[0] !== 'access/write-audit-entries') return rows;
          lose = false;
          throw new Error('the connection was reset');
        },
      },
    });
    const audit = auditOf(losing, place);
    await writeSome(audit, 3);
    lose = true;
    await expect(audit.record(lookAt(['s:lost']))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await writeSome(audit, 3);
    await audit.close();
    expect(await verified(graph, place)).toMatchObject({ findings: [], unanswered: 1 });
  });
});
