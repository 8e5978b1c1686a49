import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/access/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { auditHome, auditOf, verified, writeSome } from '../../support/auditStore.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { putBack, rewriteFrom, setAside, tamper, type WholeChain } from '../../support/tamperings.ts';
import { testAuditKey } from '../../support/testAudit.ts';

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

  it('is read whatever type of value somebody put into it', async () => {
    const { instance, length } = chains[0] as WholeChain;
    const fields = await rawCypher(
      graph,
      'MATCH (a:AuditEntry|AuditChain {instance: $instance}) UNWIND keys(a) AS key RETURN DISTINCT labels(a)[0] AS label, key ORDER BY label, key',
      { instance },
    );
    const quiet: unknown[] = [];
    for (const [number, { label, key }] of [...fields, { label: 'AuditEntry', key: 'erasures' }].entries()) {
      await putBack(graph);
      const odd = ['5.5', '[1, 2]', 'true', 'date()', "'?'"][number % 5];
      await rawCypher(
        graph,
        `MATCH (a:${String(label)} {instance: $instance}) WHERE a:AuditChain OR a.sequence = $sequence SET a.\`${String(key)}\` = ${odd}`,
        { instance, sequence: 2 + (number % (length - 1)) },
      );
      const { findings } = await verified(graph, home);
      // When and by which key a chain was noted proves nothing; its other values are held against its entries.
      if (findings.length === 0 && label === 'AuditEntry') quiet.push({ label, key, odd });
    }
    expect(quiet).toEqual([]);
  });

  it('shows a chain that was made up, and is whole again without it, though others wrote meanwhile', async () => {
    await rawCypher(
      graph,
      "CREATE (:AuditChain {instance: 'made-up', sequence: 7, hash: 'h', at: timestamp(), keyId: 'k'})",
    );
    const writer = auditOf(graph, await auditHome());
    await writeSome(writer, 3);
    expect((await verified(graph, home)).findings).toMatchObject([
      { kind: 'chain missing', instance: 'made-up' },
    ]);
    await rawCypher(graph, "MATCH (c:AuditChain {instance: 'made-up'}) DELETE c");
    expect((await verified(graph, home)).findings).toEqual([]);
    await writer.close();
  });

  it('is found out where it was taken away and begun anew, by who knows which store it was', async () => {
    const other = await auditHome();
    const { store } = await verified(graph, home);
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
    const writer = auditOf(graph, other);
    await writeSome(writer, 3);
    await writer.close();
    const asked = { graph, keys: [testAuditKey], home: other, own: false };
    expect((await verifyAudit(asked)).findings).toEqual([]);
    expect((await verifyAudit({ ...asked, expected: store })).findings).toMatchObject([
      { kind: 'store replaced' },
    ]);
    await rawCypher(graph, 'MATCH (a:AuditStore) DELETE a CREATE (:AuditStore {name: $name, id: $store})', {
      name: 'audit',
      store,
    });
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
