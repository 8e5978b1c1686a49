import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentVersion, type Graph } from '../../../src/graph/index.ts';
import { type BundleLines, importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
});
beforeEach(() => rawCypher(graph, 'remove-facts'));

/** Two persons with markings of their own, and links between things with a marking of their own. */
const bundle = (asOf: string, one: string, two = '', own = ''): BundleLines => ({
  'manifest.yaml': manifest('force', asOf),
  'persons.csv': ['id,phone,marking', `P1,07400123456,${one}`, `P2,,${two}`],
  'offences.csv': ['id', 'O1'],
  'involvements.csv': ['person_id,offence_id,role,marking', `P1,O1,SUSPECT,${own}`],
  'associations.csv': ['person_id,other_person_id,marking', `P1,P2,${own}`],
  'custody.csv': ['id,person_id,marking', `C1,P1,${own}`],
});
const markings = async () =>
  Object.fromEntries(
    (
      await rawCypher(
        graph,
        `MATCH ()-[r:SUSPECT_IN|TIED_TO|HELD|USED|DESCRIBES]->() WHERE coalesce(r.recordId, 'force:P1') = 'force:P1'
         RETURN type(r) AS type, collect(DISTINCT r.marking) AS found`,
      )
    ).map(({ type, found }) => [type, (found as string[]).sort().join(' + ')]),
  );

describe('a link', () => {
  it('is marked with the least marking that covers its row and every record it cites', async () => {
    await importLines(
      graph,
      bundle('2023-06-30', 'SECRET/ALPHA', 'OFFICIAL-SENSITIVE/BRAVO', 'OFFICIAL-SENSITIVE'),
    );
    expect(await markings()).toEqual({
      SUSPECT_IN: 'SECRET/ALPHA',
      TIED_TO: 'SECRET/ALPHA;BRAVO',
      HELD: 'SECRET/ALPHA',
      USED: 'SECRET/ALPHA',
      DESCRIBES: 'OFFICIAL-SENSITIVE/BRAVO + SECRET/ALPHA',
    });
  });

  it('follows the marking of a record up, and down again, without forgetting the other record', async () => {
    await importLines(graph, bundle('2023-06-30', '', 'OFFICIAL/BRAVO', ''));
    const before = await currentVersion(graph, ['SECRET/BRAVO']);
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-07-31'),
      'persons.csv': ['id,marking', 'P1,SECRET'],
    });
    expect(await markings()).toMatchObject({
      SUSPECT_IN: 'SECRET',
      TIED_TO: 'SECRET/BRAVO',
      HELD: 'SECRET',
      USED: 'SECRET',
    });
    expect(await currentVersion(graph, ['SECRET/BRAVO'])).toBeGreaterThan(before);
    await importLines(graph, {
      'manifest.yaml': manifest('force', '2023-08-31'),
      'persons.csv': ['id,marking', 'P1,OFFICIAL'],
    });
    expect(await markings()).toEqual({
      SUSPECT_IN: 'OFFICIAL',
      TIED_TO: 'OFFICIAL/BRAVO',
      HELD: 'OFFICIAL',
      USED: 'OFFICIAL',
      DESCRIBES: 'OFFICIAL + OFFICIAL/BRAVO',
    });
  });

  it('keeps the marking of its own row when its record is less protected', async () => {
    await importLines(graph, bundle('2023-06-30', 'SECRET', '', 'OFFICIAL-SENSITIVE'));
    await importLines(graph, bundle('2023-07-31', 'OFFICIAL', '', 'OFFICIAL-SENSITIVE'));
    expect(await markings()).toMatchObject({
      SUSPECT_IN: 'OFFICIAL-SENSITIVE',
      TIED_TO: 'OFFICIAL-SENSITIVE',
      HELD: 'OFFICIAL-SENSITIVE',
      USED: 'OFFICIAL',
    });
  });
});

describe('a marking that cannot be read', () => {
  it('rejects its row and is never lowered', async () => {
    const report = await importLines(graph, bundle('2023-06-30', 'TOP SECRETISH'));
    expect(report.rejected).toBe(4);
    expect(await rawCypher(graph, `MATCH (s:SourceRecord {id: 'force:P1'}) RETURN s`)).toEqual([]);
  });
});
