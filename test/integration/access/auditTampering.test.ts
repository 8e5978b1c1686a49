import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { auditHome, auditOf, verified, writeSome } from '../../support/auditStore.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { putBack, rewriteFrom, setAside, tamper, type WholeChain } from '../../support/tamperings.ts';

const TAMPERINGS = 100;

let graph: Graph;
let home: string;
let chains: readonly WholeChain[];
beforeAll(async () => {
  graph = await testGraph();
  home = await auditHome();
  const [first, second] = [auditOf(graph, home), auditOf(graph, home)];
  await writeSome(first, 12);
  await writeSome(second, 15);
  await writeSome(first, 8);
  await first.close();
  await second.close();
  chains = await setAside(graph);
});
beforeEach(() => putBack(graph));

describe('an audit that somebody with the database laid hands on', () => {
  it('is whole before', async () => {
    expect(chains).toHaveLength(2);
    expect(await verified(graph, home)).toMatchObject({ findings: [], chains: 2, entries: 36 });
  });

  it(`is found out, with the first broken entry and what is wrong with it, ${TAMPERINGS} times of ${TAMPERINGS}`, async () => {
    const wrong: unknown[] = [];
    for (let number = 0; number < TAMPERINGS; number += 1) {
      await putBack(graph);
      const expected = await tamper(graph, chains, number);
      const { findings } = await verified(graph, home);
      const named = findings.map(({ kind, instance, sequence }) => ({ kind, instance, sequence }));
      for (const one of expected)
        if (!named.some((found) => JSON.stringify(found) === JSON.stringify(one)))
          wrong.push({ number, expected: one, findings });
    }
    expect(wrong).toEqual([]);
  });

  it('is found out by its head even where the key was stolen and everything after an entry sealed anew', async () => {
    const { instance, length } = chains[0] as WholeChain;
    await rewriteFrom(graph, instance, 3, 'the key of the audit in tests');
    const { findings } = await verified(graph, home);
    expect(findings.map((found) => found.instance)).toEqual([instance]);
    expect(findings[0]?.kind).toBe('changed');
    expect(findings[0]?.sequence).toBeLessThanOrEqual(length);
  });

  it('is found out without its home by what the other chain quotes of it', async () => {
    // The second chain quoted the first at its start, when that one had some entries.
    const quoting = await rawCypher(
      graph,
      "MATCH (a:AuditEntry {operation: 'audit anchor'}) RETURN a.instance AS instance, a.variables AS variables",
    );
    const { heads } = JSON.parse(String(quoting[0]?.variables));
    const { instance, sequence } = heads[0];
    await rawCypher(
      graph,
      'MATCH (a:AuditEntry {instance: $instance}) WHERE a.sequence >= $sequence DETACH DELETE a',
      { instance, sequence },
    );
    const { findings } = await verified(graph, await auditHome());
    expect(findings).toMatchObject([{ kind: 'cut off', instance, sequence }]);
  });

  it('shows an entry that stands in no chain', async () => {
    await rawCypher(graph, "CREATE (:AuditEntry {hash: 'made up', requestId: 'r', marking: 'OFFICIAL'})");
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'inserted' }]);
  });

  it('shows that everything is gone, the identity of the store with it', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'store replaced' }]);
  });
});
