import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { type BundleLines, fileOf, importLines, manifest, temporaryFolder } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpFacts } from '../../support/storeDump.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
});
beforeEach(() => rawCypher(graph, 'remove-facts'));

const one = async (query: string) => (await rawCypher(graph, query))[0];
const offences = (asOf: string, ...rows: readonly string[]): BundleLines => ({
  'manifest.yaml': manifest('force', asOf),
  'offences.csv': ['id,offence_code,reported_on,occurred_from,location_id,outcome,modus_operandi', ...rows],
  'locations.csv': ['id,address', 'L1,1 High St', 'L2,2 Low Rd'],
});
const offence = () =>
  one(`MATCH (o:Offence {id: 'force:O1'})
       OPTIONAL MATCH (o)-[:CLASSED_AS]->(t) OPTIONAL MATCH (o)-[:OCCURRED_AT]->(l)
       RETURN toString(o.reportedOn) AS reported, o.reportedPrecision AS precision, o.outcome AS outcome,
              o.typeMatch AS match, t.code AS type, l.id AS place, o.modusOperandi AS mo`);

describe('a newer bundle', () => {
  it('updates what changed, says how many, and leaves the rest', async () => {
    await importLines(graph, offences('2023-06-30', 'O1,8N,2023-06-01,,L1,Open,', 'O2,8N,2023-06-01,,,,'));
    const report = await importLines(
      graph,
      offences('2023-07-31', 'O1,8Q,2023-06-02,,L2,Charged,', 'O2,8N,2023-06-01,,,,', 'O3,,,,,,'),
    );
    expect(fileOf(report, 'offences.csv')).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    expect(await offence()).toEqual({
      reported: '2023-06-02',
      precision: 'DAY',
      outcome: 'Charged',
      match: 'matched',
      type: '8Q',
      place: 'force:L2',
      mo: null,
    });
  });

  it('erases nothing by an empty cell, and replaces a type by one that nobody knows as a whole', async () => {
    await importLines(graph, offences('2023-06-30', 'O1,8N,2023-06-01,,L1,Open,knife;night'));
    await importLines(graph, offences('2023-07-31', 'O1,ZZZ,2023-05,,,,'));
    expect(await offence()).toEqual({
      reported: '2023-05-01',
      precision: 'MONTH',
      outcome: 'Open',
      match: 'unmatched',
      type: null,
      place: 'force:L1',
      mo: ['knife', 'night'],
    });
  });

  it('keeps the offences of a custody episode where it states only the person', async () => {
    const custody = (asOf: string, row: string): BundleLines => ({
      'manifest.yaml': manifest('force', asOf),
      'persons.csv': ['id', 'P1', 'P2'],
      'offences.csv': ['id', 'O1'],
      'custody.csv': ['id,person_id,offence_ids,station', row],
    });
    await importLines(graph, custody('2023-06-30', 'C1,P1,O1,'));
    await importLines(graph, custody('2023-07-31', 'C1,P2,,Bow'));
    expect(
      await one(`MATCH (c:CustodyEpisode)-[:HELD]->(p) OPTIONAL MATCH (c)-[:FOR]->(o)
                 RETURN c.station AS station, collect(p.id) AS held, collect(o.id) AS for`),
    ).toEqual({ station: 'Bow', held: ['force:P2'], for: ['force:O1'] });
  });

  it('keeps what a record said before as a version, and reads the person anew', async () => {
    const person = (asOf: string, row: string): BundleLines => ({
      'manifest.yaml': manifest('force', asOf),
      'persons.csv': ['id,full_name,sex,phone,address', row],
    });
    await importLines(graph, person('2023-06-30', 'P1,Ann Lee,F,07400123456,1 High St'));
    await importLines(graph, person('2023-07-31', 'P1,Ann Leigh,,07400123457,'));
    expect(
      await one(`MATCH (s:SourceRecord)-[:DESCRIBES]->(p:Person)
                 MATCH (s)-[:SUPERSEDES]->(v) MATCH (p)-[:USED]->(i) MATCH (p)-[:LIVED_AT]->(l)
                 RETURN p.names AS names, p.sex AS sex, s.version AS version, v.content AS before, l.address AS home, collect(i.value) AS phones`),
    ).toMatchObject({
      names: ['Ann Leigh'],
      sex: 'F',
      version: 2,
      before: expect.stringContaining('"fullName":"Ann Lee"'),
      home: '1 High St',
      phones: expect.arrayContaining(['+447400123456', '+447400123457']),
    });
  });
});

describe('an older bundle', () => {
  it('fills gaps and overwrites nothing, however late it comes', async () => {
    await importLines(graph, offences('2023-07-31', 'O1,8N,2023-06-01,,,,'));
    const late = await importLines(graph, offences('2023-06-30', 'O1,8Q,2023-05-05,,L1,Open,'));
    expect(fileOf(late, 'offences.csv')).toMatchObject({ updated: 1 });
    const filled = { reported: '2023-06-01', type: '8N', outcome: 'Open', place: 'force:L1' };
    expect(await offence()).toMatchObject(filled);
    await importLines(graph, offences('2023-07-15', 'O1,,,,L2,Closed,'));
    expect(await offence()).toMatchObject({ ...filled, outcome: 'Closed', place: 'force:L2' });
  });
});

describe('two bundles of one date', () => {
  it('give the same facts in either order', async () => {
    const persons = (row: string, more: BundleLines): BundleLines => ({
      'manifest.yaml': manifest('force', '2023-06-30'),
      'persons.csv': ['id,full_name,sex,born_on,aliases,phone,marking', 'P2,Bo,,,,,', row],
      ...more,
    });
    const one = persons('P1,Ann Lee,F,1980,Annie,07400123456,', {
      'offences.csv': ['id,offence_code,reported_on', 'O1,8N,2023-06-01', 'O2,ZZZ,2023'],
      'involvements.csv': [
        'person_id,offence_id,role,status,age',
        'P1,O1,SUSPECT,NAMED,43',
        'P2,O1,VICTIM,,',
      ],
      'associations.csv': ['person_id,other_person_id,kind,weight', 'P1,P2,ASSOCIATE,2'],
    });
    const two = persons('P1,Ann Leigh,,1980-05,Nan;Annie,07400123457,SECRET/ALPHA', {
      'offences.csv': ['id,offence_code,reported_on', 'O1,8Q,2023-06', 'O2,8N,'],
      'involvements.csv': ['person_id,offence_id,role,status,since', 'P1,O1,SUSPECT,CHARGED,2023-06-05'],
      'associations.csv': ['person_id,other_person_id,kind,weight', 'P2,P1,ASSOCIATE,3'],
      'judgements.csv': ['person_id,other_person_id,verdict', 'P1,P2,SAME'],
    });
    await importLines(graph, one);
    await importLines(graph, two);
    const forwards = await dumpFacts(graph);
    await rawCypher(graph, 'remove-facts');
    await importLines(graph, two);
    await importLines(graph, one);
    expect(await dumpFacts(graph)).toEqual(forwards);
  });

  it('and bundles of any dates, in any order, end in the same facts', async () => {
    const cell = (...values: readonly string[]) => fc.constantFrom('', ...values);
    const bundle = fc.record({
      asOf: fc.constantFrom('2023-05-31', '2023-06-30'),
      offence: fc.tuple(
        cell('8N', '8Q', 'ZZZ'),
        cell('2023', '2023-03', '2023-03-04'),
        fc.constant(''),
        cell('L1', 'L2'),
        cell('Open', 'Charged'),
        cell('knife', 'night;knife'),
      ),
    });
    const state = async (bundles: readonly { asOf: string; offence: readonly string[] }[]) => {
      await rawCypher(graph, 'remove-facts');
      for (const { asOf, offence } of bundles)
        await importLines(graph, offences(asOf, `O1,${offence.join(',')}`));
      return dumpFacts(graph);
    };
    await fc.assert(
      fc.asyncProperty(fc.tuple(bundle, bundle, bundle), async ([a, b, c]) => {
        expect(await state([c, a, b])).toEqual(await state([a, b, c]));
      }),
      { numRuns: 4, seed: 7 },
    );
  });
});

describe('a file that is complete', () => {
  const roles = (asOf: string, complete: boolean, ...rows: readonly string[]): BundleLines => ({
    'manifest.yaml': manifest(
      'force',
      asOf,
      ...(complete ? ['complete: [involvements.csv, judgements.csv]'] : []),
    ),
    'persons.csv': ['id', 'P1', 'P2'],
    'offences.csv': ['id', 'O1'],
    'involvements.csv': ['person_id,offence_id,role', ...rows],
    'judgements.csv': ['person_id,other_person_id,verdict', ...(rows.length > 1 ? ['P1,P2,SAME'] : [])],
  });
  const ended = async () =>
    (
      await rawCypher(
        graph,
        'MATCH ()-[r:SUSPECT_IN]->() RETURN r.recordId AS record, toString(r.endedOn) AS ended ORDER BY record',
      )
    ).map(({ record, ended }) => [record, ended]);

  it('ends what it no longer states on its date, and what is stated again comes back', async () => {
    await importLines(graph, roles('2023-06-30', false, 'P1,O1,SUSPECT', 'P2,O1,SUSPECT'));
    expect(await one('MATCH (p:Person) RETURN count(p) AS n')).toEqual({ n: 1 });
    const report = await importLines(graph, roles('2023-07-31', true, 'P1,O1,SUSPECT'));
    expect(fileOf(report, 'involvements.csv')).toMatchObject({ unchanged: 1, ended: 1 });
    expect(await ended()).toEqual([
      ['force:P1', null],
      ['force:P2', '2023-07-31'],
    ]);
    expect(await one('MATCH (p:Person) RETURN count(p) AS n')).toEqual({ n: 2 });
    await importLines(graph, roles('2023-08-31', false, 'P2,O1,SUSPECT', 'P1,O1,SUSPECT'));
    expect(await ended()).toEqual([
      ['force:P1', null],
      ['force:P2', null],
    ]);
    expect(await one('MATCH (p:Person) RETURN count(p) AS n')).toEqual({ n: 1 });
  });

  it('ends nothing where rows of it were rejected, says so, and ends it once they are corrected', async () => {
    const reportFolder = await temporaryFolder();
    await importLines(graph, roles('2023-06-30', false, 'P1,O1,SUSPECT', 'P2,O1,SUSPECT'));
    const slip = await importLines(
      graph,
      { ...roles('2023-07-31', true, 'P1,O1,SUSPCT'), 'offences.csv': ['id', 'O1', 'O2'] },
      { reportFolder },
    );
    expect(fileOf(slip, 'involvements.csv')).toMatchObject({ rejected: 1, ended: 0 });
    expect(fileOf(slip, 'judgements.csv')).toMatchObject({ rejected: 0, ended: 1 });
    expect(fileOf(slip, 'offences.csv')).toMatchObject({ created: 1 });
    expect(await ended()).toEqual([
      ['force:P1', null],
      ['force:P2', null],
    ]);
    expect(await readFile(join(reportFolder, 'warnings.csv'), 'utf8')).toMatch(
      /^involvements\.csv,0,,,"is listed under complete, but 1 of its rows were rejected.*",Correct the rows/m,
    );
    const mended = await importLines(
      graph,
      { ...roles('2023-07-31', true, 'P1,O1,SUSPECT'), 'offences.csv': ['id', 'O1', 'O2'] },
      { reportFolder },
    );
    expect(fileOf(mended, 'involvements.csv')).toMatchObject({ rejected: 0, ended: 1 });
    expect(await ended()).toEqual([
      ['force:P1', null],
      ['force:P2', '2023-07-31'],
    ]);
    await expect(readFile(join(reportFolder, 'warnings.csv'))).rejects.toThrow('ENOENT');
  });

  it('ends things of every kind that have an id, and none of another source', async () => {
    const things: Record<string, readonly [header: string, row: string]> = {
      'persons.csv': ['id', 'P1'],
      'locations.csv': ['id,address', 'L1,1 High St'],
      'offences.csv': ['id', 'O1'],
      'intelligence.csv': ['id', 'I1'],
      'events.csv': ['id,kind', 'E1,STOP'],
      'custody.csv': ['id,person_id', 'C1,P1'],
      'forensics.csv': ['id,offence_id', 'F1,O1'],
      'orders.csv': ['id,person_id,kind', 'B1,P1,BAIL'],
    };
    const names = Object.keys(things);
    const lines = (rows: boolean): BundleLines =>
      Object.fromEntries(names.map((name) => [name, (things[name] ?? []).slice(0, rows ? 2 : 1)]));
    for (const source of ['force', 'other'])
      await importLines(graph, { ...lines(true), 'manifest.yaml': manifest(source, '2023-06-30') });
    const report = await importLines(graph, {
      ...lines(false),
      'manifest.yaml': manifest('force', '2023-07-31', `complete: [${names.join(', ')}]`),
    });
    expect(report.files.map(({ file, ended }) => [file, ended])).toEqual(names.map((name) => [name, 1]));
    expect(await one("MATCH (n {source: 'other'}) WHERE n.endedOn IS NOT NULL RETURN count(n) AS n")).toEqual(
      {
        n: 0,
      },
    );
  });

  it('leaves facts alone where the file is not said to be complete', async () => {
    await importLines(graph, roles('2023-06-30', false, 'P1,O1,SUSPECT', 'P2,O1,SUSPECT'));
    await importLines(graph, roles('2023-07-31', false, 'P1,O1,SUSPECT'));
    expect(await ended()).toEqual([
      ['force:P1', null],
      ['force:P2', null],
    ]);
  });
});
