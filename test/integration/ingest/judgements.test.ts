import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { type BundleLines, fileOf, importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpFacts } from '../../support/storeDump.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
});
beforeEach(() => rawCypher(graph, 'remove-facts'));

const FACTS: BundleLines = {
  'persons.csv': ['id,full_name,sex,phone', 'P1,Ann,F,07400123456', 'P2,Anne,F,', 'P3,Nan,,', 'P4,Nana,,'],
  'offences.csv': ['id', 'O1', 'O2'],
  'involvements.csv': ['person_id,offence_id,role', 'P1,O1,SUSPECT', 'P2,O1,SUSPECT', 'P3,O2,VICTIM'],
  'associations.csv': ['person_id,other_person_id,kind', 'P2,P3,ASSOCIATE', 'P4,P2,PARENT', 'P3,P4,FAMILY'],
  'events.csv': ['id,kind,person_id,other_person_id', 'E1,CALL,P2,P4'],
  'orders.csv': ['id,person_id,protects_person_id', 'N1,P2,P3'],
};
const decided = (asOf: string, ...rows: readonly string[]): BundleLines => ({
  'manifest.yaml': manifest('force', asOf),
  'judgements.csv': ['person_id,other_person_id,verdict,decided_on,marking', ...rows],
});
const persons = async () =>
  (
    await rawCypher(
      graph,
      'MATCH (p:Person)<-[:DESCRIBES]-(s) WITH p, s ORDER BY s.id RETURN p.id AS id, collect(s.key) AS records ORDER BY id',
    )
  ).map(({ id, records }) => [id, (records as string[]).join('+')]);
const facts = () => importLines(graph, { 'manifest.yaml': manifest('force', '2023-06-30'), ...FACTS });
/** Facts without the decisions themselves. */
const withoutDecisions = async () =>
  (await dumpFacts(graph)).filter((line) => !line.startsWith('Judgement') && !line.startsWith('ON ->'));

describe('decisions of a source on its records', () => {
  it('make one person of records that are connected by them, links and all, under the least id', async () => {
    await facts();
    await importLines(graph, decided('2023-07-31', 'P2,P1,SAME,2023-07-01,', 'P2,P3,SAME,,'));
    expect(await persons()).toEqual([
      ['force:P1', 'P1+P2+P3'],
      ['force:P4', 'P4'],
    ]);
    const links = await rawCypher(
      graph,
      `MATCH (p:Person {id: 'force:P1'})-[r]-(x) WHERE NOT x:SourceRecord
       RETURN type(r) AS type, r.recordId AS record, x.id AS other ORDER BY type, record, other`,
    );
    expect(links.map(({ type, record, other }) => [type, record, other].join(' '))).toEqual([
      'BINDS force:P2 force:N1',
      'BY force:P2 force:E1',
      'PROTECTS force:P3 force:N1',
      'SUSPECT_IN force:P1 force:O1',
      'SUSPECT_IN force:P2 force:O1',
      'TIED_TO force:P2 force:P1',
      'TIED_TO force:P3 force:P4',
      'TIED_TO force:P4 force:P4',
      'USED force:P1 PHONE:+447400123456',
      'VICTIM_OF force:P3 force:O2',
    ]);
  });

  it('that are taken back part the persons again, each with its own links', async () => {
    await facts();
    const before = await withoutDecisions();
    await importLines(graph, decided('2023-07-31', 'P2,P1,SAME,,', 'P2,P3,SAME,,', 'P4,P1,SAME,,'));
    expect(await persons()).toHaveLength(1);
    const report = await importLines(
      graph,
      decided('2023-08-31', 'P1,P2,DIFFERENT,,', 'P3,P2,DIFFERENT,,', 'P1,P4,UNSURE,,'),
    );
    expect(fileOf(report, 'judgements.csv')).toMatchObject({ created: 0, updated: 3 });
    expect(await withoutDecisions()).toEqual(before);
  });

  it('of an older bundle change nothing that a newer one decided', async () => {
    await facts();
    await importLines(graph, decided('2023-08-31', 'P1,P2,DIFFERENT,,'));
    await importLines(graph, decided('2023-07-31', 'P1,P2,SAME,,'));
    expect(await persons()).toHaveLength(4);
  });

  it('merge nobody where they, or a record they name, are above the base marking', async () => {
    await facts();
    await importLines(graph, decided('2023-07-31', 'P1,P2,SAME,,SECRET', 'P3,P4,SAME,,'));
    expect((await persons()).map(([, records]) => records)).toEqual(['P1', 'P2', 'P3+P4']);
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-08-31'),
      'persons.csv': ['id,marking', 'P3,SECRET'],
    });
    expect((await persons()).map(([, records]) => records)).toEqual(['P1', 'P2', 'P3', 'P4']);
  });

  it('reach records that come with the same bundle, and new facts go to the person of their record', async () => {
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-06-30'),
      ...FACTS,
      'judgements.csv': ['person_id,other_person_id,verdict', 'P1,P2,SAME'],
    });
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-07-31'),
      'persons.csv': ['id,full_name', 'P2,Annabel'],
      'involvements.csv': ['person_id,offence_id,role', 'P2,O2,WITNESS'],
    });
    const [row] = await rawCypher(
      graph,
      `MATCH (p:Person)-[:WITNESS_TO]->() RETURN p.id AS id, p.names AS names`,
    );
    expect(row).toEqual({ id: 'force:P1', names: ['Annabel', 'Ann'] });
  });
});
