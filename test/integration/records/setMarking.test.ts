import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import { currentVersion, type Graph, runChecks } from '../../../src/graph/index.ts';
import { markingHistory, setMarking } from '../../../src/records/setMarking.ts';
import { type BundleLines, bundleFolder, importLines, manifest } from '../../support/bundles.ts';
import { fullBundle } from '../../support/fullBundle.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpFacts, dumpStore } from '../../support/storeDump.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
});

/** Somebody cleared for all that these tests mark. */
const supervisor = {
  subject: 's.supervisor',
  clearance: 'TOP SECRET',
  compartments: ['ALPHA', 'BRAVO'],
  visible: [
    ...['OFFICIAL', 'OFFICIAL-SENSITIVE', 'SECRET', 'SECRET/ALPHA', 'SECRET/BRAVO', 'SECRET/ALPHA;BRAVO'],
    ...['OFFICIAL/ALPHA', 'OFFICIAL-SENSITIVE/ALPHA', 'OFFICIAL/BRAVO', 'TOP SECRET'],
  ],
} satisfies Partial<Caller>;
const reason = 'the source is at risk if this is known';
const set = (
  id: string,
  marking: string,
  caller: Parameters<typeof setMarking>[2] = supervisor,
  why = reason,
) => setMarking(graph, { id, marking, reason: why }, caller, systemClock);

/** The bundle with the marking of one row stated otherwise. */
function marked(bundle: BundleLines, file: string, start: string, marking: string): BundleLines {
  const [header = '', ...rows] = bundle[file] ?? [];
  const has = header.split(',').includes('marking');
  const found = rows.filter((row) => row.startsWith(`${start},`));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} rows that start with ${start}.`);
  const lines = rows.map((row) =>
    !row.startsWith(`${start},`)
      ? has
        ? row
        : `${row},`
      : has
        ? `${row.slice(0, row.lastIndexOf(',') + 1)}${marking}`
        : `${row},${marking}`,
  );
  return { ...bundle, [file]: [has ? header : `${header},marking`, ...lines] };
}

const THINGS = [
  ['the record by which a person of two records goes', 'force:P1', 'persons.csv', 'P1'],
  ['the other record of a person of two', 'force:P5', 'persons.csv', 'P5'],
  ['a record that its source marks', 'force:P3', 'persons.csv', 'P3'],
  ['an offence', 'force:O1', 'offences.csv', 'O1'],
  ['a place that its source marks', 'force:L2', 'locations.csv', 'L2'],
  ['a report', 'force:I1', 'intelligence.csv', 'I1'],
  ['an event', 'force:E1', 'events.csv', 'E1'],
  ['a custody episode', 'force:C1', 'custody.csv', 'C1'],
  ['an exhibit', 'force:F1', 'forensics.csv', 'F1'],
  ['an order', 'force:N1', 'orders.csv', 'N1'],
  ['a judgement', 'force:P1|force:P5', 'judgements.csv', 'P5,P1'],
  ['a role', 'force:P1|force:O1|SUSPECT_IN', 'involvements.csv', 'P1,O1,SUSPECT'],
] as const;
/** One of each way in which a marking spreads; the soak asks all. */
const IN_SUITE = ['force:P1', 'force:O1', 'force:P1|force:P5', 'force:P1|force:O1|SUSPECT_IN'];
const ASKED = THINGS.filter(([, id]) => process.env.LINCHPIN_SOAK === 'yes' || IN_SUITE.includes(id));

describe('a marking that a person sets', () => {
  it.each(ASKED)(
    'leaves what an import with that marking would have left, and back: %s',
    async (...thing) => {
      const [, id, file, start] = thing;
      await importLines(graph, fullBundle('force'));
      const before = await dumpFacts(graph);
      const [first] = await rawCypher(
        graph,
        `OPTIONAL MATCH (n {id: $id})
       OPTIONAL MATCH ()-[r:SUSPECT_IN]->({id: split($id, '|')[1]}) WHERE r.recordId = split($id, '|')[0]
       RETURN coalesce(n.rowMarking, n.marking, r.rowMarking, r.marking) AS marking`,
        { id },
      );
      const change = await set(id, 'SECRET/ALPHA;BRAVO');
      expect(change).toMatchObject({ subject: id, from: first?.marking, to: 'SECRET/ALPHA;BRAVO', reason });
      const raised = await dumpFacts(graph);
      expect((await runChecks(graph)).flatMap(({ violations }) => violations)).toEqual([]);
      await set(id, String(first?.marking));
      expect(await dumpFacts(graph)).toEqual(before);
      await rawCypher(graph, 'remove-facts');
      await importLines(graph, marked(fullBundle('force'), file, start, 'SECRET/ALPHA;BRAVO'));
      expect(raised).toEqual(await dumpFacts(graph));
      expect(raised).not.toEqual(before);
    },
  );

  it('is told to whoever keeps answers, under the marking before and after', async () => {
    await importLines(graph, fullBundle('force'));
    const versions = () =>
      Promise.all(['OFFICIAL', 'SECRET/ALPHA'].map((marking) => currentVersion(graph, [marking])));
    const [low = 0, high = 0] = await versions();
    await set('force:O1', 'SECRET/ALPHA');
    const [lowAfter = 0, highAfter = 0] = await versions();
    expect([lowAfter > low, highAfter > high]).toEqual([true, true]);
  });

  it('changes nothing when it is set again, and is kept once', async () => {
    await importLines(graph, fullBundle('force'));
    const first = await set('force:O1', 'SECRET');
    const stood = await dumpStore(graph);
    expect(await set('force:O1', ' secret ')).toEqual(first);
    expect(await dumpStore(graph)).toEqual(stood);
  });

  it('is kept with who, when, why, from what and to what', async () => {
    await importLines(graph, fullBundle('force'));
    await set('force:O1', 'SECRET');
    await set('force:O1', 'OFFICIAL-SENSITIVE', supervisor, 'the source has left the country');
    const kept = await markingHistory(graph, 'force:O1', supervisor, systemClock);
    expect(kept.map(({ from, to, by }) => [from, to, by])).toEqual([
      ['SECRET', 'OFFICIAL-SENSITIVE', 's.supervisor'],
      ['OFFICIAL', 'SECRET', 's.supervisor'],
    ]);
    const lower = { subject: 'l.analyst', visible: ['OFFICIAL', 'OFFICIAL-SENSITIVE'] };
    expect(await markingHistory(graph, 'force:O1', lower, systemClock)).toEqual([]);
  });
});

describe('the role of a victim', () => {
  it('is marked by whoever has revealed them, while the reveal lasts', async () => {
    await importLines(graph, fullBundle('force'));
    const id = 'force:P2|force:O1|VICTIM_OF';
    await rawCypher(
      graph,
      `MATCH (p:Person)-[r:VICTIM_OF]->(o:Offence {id: 'force:O1'})
       CREATE (o)<-[:OF {marking: 'OFFICIAL'}]-(:VictimReveal {id: 'reveal:1', by: 's.supervisor', at: datetime(),
         expiresAt: datetime('2999-01-01T00:00:00Z'), marking: 'OFFICIAL'})-[:REVEALS {marking: 'OFFICIAL', recordId: r.recordId}]->(p)`,
    );
    await expect(set(id, 'SECRET', { ...supervisor, subject: 't.supervisor' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await set(id, 'SECRET')).toMatchObject({ subject: id, to: 'SECRET' });
    await rawCypher(graph, `MATCH (v:VictimReveal) SET v.expiresAt = datetime('2000-01-01T00:00:00Z')`);
    await expect(set(id, 'OFFICIAL')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await rawCypher(graph, 'MATCH (v:VictimReveal) DETACH DELETE v');
  });
});

describe('a marking is refused', () => {
  const lower = { ...supervisor, clearance: 'SECRET', compartments: [], visible: ['OFFICIAL', 'SECRET'] };
  let stood: readonly string[] = [];
  beforeEach(async () => {
    await importLines(graph, fullBundle('force'));
    stood = await dumpStore(graph);
  });
  afterEach(async () => expect(await dumpStore(graph)).toEqual(stood));

  it('that the caller would not see any more', async () => {
    await expect(set('force:P1', 'SECRET/ALPHA', lower)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(set('force:none', 'SECRET/ALPHA', lower)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('for what is hidden in the words for what is not there', async () => {
    const words = async (id: string) => {
      const error = await set(id, 'SECRET', lower).then(
        () => undefined,
        (refused: unknown) => refused,
      );
      expect(error).toMatchObject({ code: 'NOT_FOUND', place: { argument: 'id' } });
      return String(error).replace(id, '<id>');
    };
    expect(await words('force:P3')).toBe(await words('force:none'));
    expect(await words('force:P3|force:O2|SUSPECT_IN')).toBe(await words('force:P3|force:O9|SUSPECT_IN'));
  });

  it('for the role of a victim, witness or reporter in the words for what is not there', async () => {
    for (const id of [
      'force:P2|force:O1|VICTIM_OF',
      'force:P4|force:O1|WITNESS_TO',
      'force:P5|force:O1|REPORTED',
    ]) {
      await expect(set(id, 'SECRET')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await markingHistory(graph, id, supervisor, systemClock)).toEqual([]);
    }
  });

  it('by an id that things of two kinds have, naming them', async () => {
    await importLines(graph, {
      'manifest.yaml': manifest('twice', '2023-06-30'),
      'persons.csv': ['id', 'X'],
      'offences.csv': ['id', 'X'],
    });
    stood = await dumpStore(graph);
    await expect(set('twice:X', 'SECRET')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('OFFENCE, RECORD'),
      place: { argument: 'id' },
    });
  });

  it('that is none, and a reason that says nothing', async () => {
    for (const [marking, why] of [
      ['SECRETISH', reason],
      ['SECRET', 'because'],
      ['SECRET', 'x'.repeat(2_001)],
    ] as const)
      await expect(set('force:P1', marking, supervisor, why)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('for an address that a record of a person states: it is marked as the record is', async () => {
    await expect(set('force:persons/P1/address', 'SECRET')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a later import', () => {
  const offence = (asOf: string, marking: string): BundleLines => ({
    'manifest.yaml': manifest('force', asOf),
    'persons.csv': ['id,marking', `P1,${marking}`],
    'offences.csv': ['id,summary,marking', `O1,as of ${asOf},${marking}`],
    'involvements.csv': ['person_id,offence_id,role,marking', `P1,O1,SUSPECT,${marking}`],
  });
  const IDS = ['force:P1', 'force:O1', 'force:P1|force:O1|SUSPECT_IN'];
  const standing = async () =>
    (
      await rawCypher(
        graph,
        `MATCH (s:SourceRecord)-[:DESCRIBES]->()-[r:SUSPECT_IN]->(o:Offence)
         RETURN s.marking AS one, o.marking AS two, coalesce(r.rowMarking, r.marking) AS three`,
      )
    ).flatMap(({ one, two, three }) => [one, two, three]);

  it('that states less does not lower what a person raised, brings the rest, and says so', async () => {
    await importLines(graph, offence('2023-06-30', 'OFFICIAL'));
    for (const id of IDS) await set(id, 'SECRET');
    const folder = await bundleFolder(offence('2023-07-31', 'OFFICIAL-SENSITIVE'));
    const report = await importLines(graph, {}, { path: folder });
    expect(await standing()).toEqual(['SECRET', 'SECRET', 'SECRET']);
    expect(await rawCypher(graph, 'MATCH (o:Offence) RETURN o.summary AS summary')).toEqual([
      { summary: 'as of 2023-07-31' },
    ]);
    expect(report.warnings).toBe(3);
    const warnings = await readFile(`${folder}/warnings.csv`, 'utf8');
    expect(
      warnings
        .split('\n')
        .slice(1, 4)
        .map((line) => line.split(',').slice(0, 4).join(',')),
    ).toEqual([
      'persons.csv,0,marking,OFFICIAL-SENSITIVE',
      'offences.csv,0,marking,OFFICIAL-SENSITIVE',
      'involvements.csv,0,marking,OFFICIAL-SENSITIVE',
    ]);
    expect(warnings).toContain('force:O1 was marked SECRET by a person');
  });

  it('that states more raises what a person set', async () => {
    await importLines(graph, offence('2023-06-30', 'OFFICIAL'));
    for (const id of IDS) await set(id, 'SECRET');
    await importLines(graph, offence('2023-07-31', 'OFFICIAL/ALPHA'));
    expect(await standing()).toEqual(['SECRET/ALPHA', 'SECRET/ALPHA', 'SECRET/ALPHA']);
  });

  it('of the same bundle changes nothing, also of what a person lowered', async () => {
    const bundle = offence('2023-06-30', 'SECRET/ALPHA');
    await importLines(graph, bundle);
    for (const id of IDS) await set(id, 'OFFICIAL-SENSITIVE');
    const stood = await dumpStore(graph);
    await importLines(graph, bundle);
    expect(await dumpStore(graph)).toEqual(stood);
    await importLines(graph, offence('2023-07-31', 'SECRET/ALPHA'));
    expect(await standing()).toEqual(['OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE']);
    await importLines(graph, offence('2023-08-31', 'SECRET'));
    expect(await standing()).toEqual(['SECRET', 'SECRET', 'SECRET']);
  });
});

describe('an importer who may not see all', () => {
  const secret: BundleLines = {
    'manifest.yaml': manifest('force', '2023-06-30', 'marking: SECRET'),
    'persons.csv': ['id,full_name', 'P9,Hidden Harry'],
    'offences.csv': ['id', 'O9'],
  };
  const low = { visible: ['OFFICIAL'] };

  it('neither lowers nor ends what they cannot see, and is told nothing of it', async () => {
    await importLines(graph, secret);
    const report = await importLines(
      graph,
      {
        'manifest.yaml': manifest('force', '2023-07-31', 'complete: [persons.csv, offences.csv]'),
        'persons.csv': ['id,full_name', 'P9,Somebody Else'],
        'offences.csv': ['id', 'O1'],
      },
      low,
    );
    expect([report.rejected, report.warnings]).toEqual([0, 0]);
    expect(
      await rawCypher(
        graph,
        `MATCH (n) WHERE n.id IN ['force:P9', 'force:O9'] AND (n:SourceRecord OR n:Offence)
         RETURN n.id AS id, n.marking AS marking, n.endedOn AS ended ORDER BY id`,
      ),
    ).toEqual([
      { id: 'force:O9', marking: 'SECRET', ended: null },
      { id: 'force:P9', marking: 'SECRET', ended: null },
    ]);
  });

  it('is refused a row that points to what is hidden in the words for what is not there', async () => {
    const roles = (asOf: string): BundleLines => ({
      'manifest.yaml': manifest('force', asOf),
      'persons.csv': ['id', 'P1'],
      'involvements.csv': ['person_id,offence_id,role', 'P1,O9,SUSPECT', 'P9,O9,SUSPECT'],
    });
    const rejected = async (asOf: string) => {
      const folder = await bundleFolder(roles(asOf));
      await importLines(graph, {}, { path: folder, ...low });
      return readFile(`${folder}/rejected.csv`, 'utf8');
    };
    const without = await rejected('2023-05-31');
    await importLines(graph, secret);
    expect(await rejected('2023-07-31')).toBe(without);
  });

  it('is asked for no date because of an import that they cannot see', async () => {
    await importLines(graph, secret);
    const report = await importLines(
      graph,
      { 'manifest.yaml': manifest('force'), 'persons.csv': ['id', 'P1'] },
      low,
    );
    expect(report.rejected).toBe(0);
  });
});
