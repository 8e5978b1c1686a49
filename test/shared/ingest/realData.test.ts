import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { type BundleLines, fileOf, importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');
const rowsOf = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(shared, 'data', 'real', name)), { columns: true, bom: true });
const linesOf = (name: string): string[] =>
  readFileSync(join(shared, 'data', 'real', name), 'utf8')
    .trim()
    .split(/\r?\n/);

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
});
beforeEach(() => rawCypher(graph, 'remove-facts'));
const one = async (query: string) => (await rawCypher(graph, query))[0];

describe('the burglaries and offenders of crimelinkage', () => {
  const crimes = rowsOf('crimelinkage/crimes.csv');
  const offenders = rowsOf('crimelinkage/offenders.csv');
  const known = new Set(crimes.map(({ crimeID }) => crimeID));
  const missing = offenders.filter(({ crimeID }) => !known.has(crimeID));
  /** Crimes that the file lets end before they began: their end is dropped. */
  const backwards = crimes.filter(
    ({ DATE_FROM = '', TIME_FROM = '', DATE_TO = '', TIME_TO = '' }) =>
      `${DATE_TO} ${TIME_TO}` < `${DATE_FROM} ${TIME_FROM}`,
  ).length;
  const clock = (time = '') => (time === '' ? '' : `T${time.slice(0, 2)}:${time.slice(2)}`);

  /** The crimes file as it is, its times joined to its dates; offenders as suspects. */
  const bundle = (spoil: (line: string, index: number) => string = (line) => line): BundleLines => ({
    'manifest.yaml': manifest(
      'crimelinkage',
      '2000-01-01',
      'coordinates: LOCAL',
      'files: { places.csv: locations.csv }',
      'columns: { places.csv: { crimeID: id, X: longitude, Y: latitude } }',
    ),
    'places.csv': ['crimeID,X,Y', ...crimes.map(({ crimeID, X, Y }) => `${crimeID},${X},${Y}`)],
    'offences.csv': [
      'id,offence_title,occurred_from,occurred_to,location_id,modus_operandi',
      ...crimes.map(({ crimeID, DATE_FROM, TIME_FROM, DATE_TO, TIME_TO, MO1, MO2, MO3 }) =>
        [
          crimeID,
          'Burglary',
          `${DATE_FROM}${clock(TIME_FROM)}`,
          `${DATE_TO}${clock(TIME_TO)}`,
          crimeID,
          [MO1, MO2, MO3].map((code, at) => `${at + 1}:${code}`).join(';'),
        ].join(','),
      ),
    ].map(spoil),
    'persons.csv': ['id', ...new Set(offenders.map(({ offenderID }) => offenderID ?? ''))],
    'involvements.csv': [
      'person_id,offence_id,role',
      ...offenders.map(({ offenderID, crimeID }) => `${offenderID},${crimeID},SUSPECT`),
    ],
  });

  it('come in with planar places, and rows that point to no crime are rejected and counted', async () => {
    expect(offenders).toHaveLength(1_507);
    const pairs = new Set(
      offenders
        .filter(({ crimeID }) => known.has(crimeID))
        .map(({ offenderID, crimeID }) => `${offenderID} ${crimeID}`),
    );
    expect(new Set(missing.map(({ crimeID }) => crimeID)).size).toBe(987);
    const report = await importLines(graph, bundle());
    expect(fileOf(report, 'offences.csv')).toMatchObject({
      read: 490,
      accepted: 490,
      rejected: 0,
      dropped: backwards,
    });
    expect(fileOf(report, 'involvements.csv')).toMatchObject({
      read: 1_507,
      accepted: pairs.size,
      duplicate: 1_507 - missing.length - pairs.size,
      rejected: missing.length,
    });
    expect(await one('MATCH (:Person)-[r:SUSPECT_IN]->(:Offence) RETURN count(r) AS n')).toEqual({
      n: pairs.size,
    });
    const [first] = crimes;
    expect(
      await one(`MATCH (l:Location {id: 'crimelinkage:${first?.crimeID}'})
                 RETURN l.plane.x AS x, l.plane.y AS y, l.point AS point, l.h3 AS h3`),
    ).toEqual({ x: Number(first?.X), y: Number(first?.Y), point: null, h3: null });
    expect(await one('MATCH (p:Person) WHERE NOT (p)-[:SUSPECT_IN]->() RETURN count(p) AS n')).toEqual({
      n:
        new Set(offenders.map(({ offenderID }) => offenderID)).size -
        new Set(offenders.filter(({ crimeID }) => known.has(crimeID)).map(({ offenderID }) => offenderID))
          .size,
    });
  });

  it('with empty cells, doubled keys and codes nobody knows are accounted for to the row', async () => {
    const spoilt = bundle((line, index) => {
      if (index === 0) return `${line},offence_code`;
      const cells = line.split(',');
      if (index === 1) cells[2] = '';
      if (index === 2) cells[2] = '1993-02-30';
      if (index === 3) cells[4] = 'nowhere';
      return [...cells, index === 4 ? 'XX9' : ''].join(',');
    });
    const offences = spoilt['offences.csv'] ?? [];
    const [, one1 = '', two = ''] = offences;
    const report = await importLines(graph, {
      ...spoilt,
      'offences.csv': [...offences, one1, two.replace('Burglary', 'Theft')],
    });
    expect(fileOf(report, 'offences.csv')).toEqual(
      expect.objectContaining({ read: 492, accepted: 490, duplicate: 1, rejected: 1 }),
    );
    expect(fileOf(report, 'offences.csv').dropped).toBe(backwards + 3);
    const code = await one(`MATCH (o:Offence {statedCode: 'XX9'}) RETURN o.typeMatch AS match`);
    expect(code).toEqual({ match: 'unmatched' });
  });
});

describe('covert networks', () => {
  it.each(['ciel', 'siren', 'togo', 'montagna_meetings', 'montagna_phonecalls'])(
    'of which only persons and ties are known come in: %s',
    async (network) => {
      const ties = rowsOf(`covert_networks/${network}.csv`);
      const persons = new Set(ties.flatMap(({ source, target }) => [source ?? '', target ?? '']));
      const pairs = new Set(ties.map(({ source, target }) => [source, target].sort().join('-')));
      const weight = Object.keys(ties[0] ?? {}).find((column) => column !== 'source' && column !== 'target');
      const lines = linesOf(`covert_networks/${network}.csv`);
      const report = await importLines(graph, {
        'manifest.yaml': manifest(
          network,
          '2000-01-01',
          `columns: { associations.csv: { source: person_id, target: other_person_id${weight === undefined ? '' : `, ${weight}: weight`} } }`,
        ),
        'persons.csv': ['id', ...persons],
        'associations.csv': lines,
      });
      expect(fileOf(report, 'associations.csv')).toMatchObject({
        read: ties.length,
        accepted: pairs.size,
        duplicate: ties.length - pairs.size,
        rejected: 0,
      });
      const sum = ties.reduce((total, tie) => total + Number(weight === undefined ? 0 : tie[weight]), 0);
      expect(
        await one('MATCH ()-[r:TIED_TO]->() RETURN count(r) AS ties, coalesce(sum(r.weight), 0) AS weight'),
      ).toEqual({ ties: pairs.size, weight: sum });
      expect(await one('MATCH (p:Person) RETURN count(p) AS n')).toEqual({ n: persons.size });
    },
  );

  it('with an empty column, ties to oneself and persons who are missing lose those rows and no other', async () => {
    const report = await importLines(graph, {
      'manifest.yaml': manifest('togo', '2000-01-01'),
      'persons.csv': ['id', '1', '2', '3'],
      'associations.csv': [
        'person_id,other_person_id,kind,weight',
        '1,2,,',
        '2,1,,',
        '1,1,,',
        '3,99,,',
        '3,2,COUSIN,x',
      ],
    });
    expect(fileOf(report, 'associations.csv')).toMatchObject({
      read: 5,
      accepted: 2,
      duplicate: 1,
      rejected: 2,
      dropped: 2,
    });
    expect(await one('MATCH ()-[r:TIED_TO]->() RETURN count(r) AS n, collect(r.weight) AS weights')).toEqual({
      n: 2,
      weights: [],
    });
  });
});

describe('offences of near_repeat, of which nobody is known', () => {
  it.each([
    ['chicago_arson', 'Arson', 522],
    ['chicago_be_month1', 'Burglary', 970],
  ] as const)(
    'come in with their places from metres of the Illinois plane: %s',
    async (name, title, count) => {
      const rows = rowsOf(`near_repeat/${name}.csv`);
      expect(rows).toHaveLength(count);
      const report = await importLines(graph, {
        'manifest.yaml': manifest(name, '2017-01-01', 'coordinates: EPSG:26971'),
        'locations.csv': ['id,longitude,latitude', ...rows.map(({ x, y }, at) => `${at},${x},${y}`)],
        'offences.csv': [
          'id,offence_title,reported_on,location_id',
          ...rows.map(({ date }, at) => `${at},${title},${date},${at}`),
        ],
      });
      expect(report.rejected).toBe(0);
      expect(fileOf(report, 'offences.csv')).toMatchObject({ read: count, created: count, dropped: 0 });
      expect(
        await one(`MATCH (o:Offence)-[:OCCURRED_AT]->(l:Location)
                 WHERE 41.6 < l.point.latitude < 42.1 AND -88 < l.point.longitude < -87.4 AND l.h3 IS NOT NULL
                 RETURN count(o) AS n`),
      ).toEqual({ n: count });
      expect(await one('MATCH (p:Person) RETURN count(p) AS n')).toEqual({ n: 0 });
    },
  );

  it('with coordinates exchanged, empty or of another system keep the offence and say so', async () => {
    const report = await importLines(graph, {
      'manifest.yaml': manifest('chicago', '2017-01-01'),
      'locations.csv': [
        'id,latitude,longitude',
        '1,-87.7,41.9',
        '2,,',
        '3,570510,359192',
        '4,-0.12,51.5',
        '5,x,y',
      ],
      'offences.csv': [
        'id,reported_on,location_id',
        '1,2016-01-01,1',
        '2,,2',
        '3,2016,3',
        '4,2016-02,4',
        '5,soon,5',
      ],
    });
    expect(fileOf(report, 'locations.csv')).toMatchObject({ accepted: 5, rejected: 0, dropped: 6 });
    expect(fileOf(report, 'offences.csv')).toMatchObject({ accepted: 5, rejected: 0, dropped: 1 });
    expect(await one('MATCH (l:Location) WHERE l.point IS NOT NULL RETURN collect(l.id) AS ids')).toEqual({
      ids: ['chicago:1'],
    });
  });
});
