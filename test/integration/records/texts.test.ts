import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { type Ask, askerOf, dataOf } from './askRecords.ts';

const csv = (rows: readonly (readonly string[])[]) =>
  stringify(rows.map((row) => [...row]))
    .trimEnd()
    .split('\n');
const TEXT = 'query ($id: ID!) { offence(id: $id) { label title summary outcome modusOperandi } }';

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  graph = await testGraph();
  ask = askerOf(graph, await assembleSchema());
  await importLines(graph, {
    'manifest.yaml': manifest('t', '2023-05-31'),
    'persons.csv': ['id,full_name', 'V,Bella Maiden'],
  });
  await importLines(graph, {
    'manifest.yaml': manifest('t', '2023-06-30'),
    'persons.csv': csv([
      [
        'id',
        'full_name',
        'aliases',
        'born_on',
        'phone',
        'address',
        'postcode',
        'national_id',
        'warnings',
        'marking',
      ],
      ['V', 'Bella Frost', 'Bee', '1990-02-03', '07712 345678', '4 Elm Road', 'E8 1AA', 'QQ123456C', '', ''],
      ['W', 'Walt Witt', '', '', '', '', '', '', '', ''],
      ['R', 'Rita Ring', '', '', '', '', '', '', '', ''],
      ['S', 'Sid Stone', '', '', '', '', '', '', 'VIOLENT;HATES BELLA FROST', ''],
      ['X', 'Xavier Both', '', '', '', '', '', '', '', ''],
      ['G', 'Greta Guard', '', '', '', '', '', '', '', ''],
      ['H', 'Hilda Hidden', '', '', '', '', '', '', '', 'SECRET'],
      ['N', 'Nora Other', '', '', '', '', '', '', '', ''],
    ]),
    'identifiers.csv': ['person_id,kind,value', 'V,VEHICLE,AB12 CDE'],
    'offences.csv': csv([
      ['id', 'crime_number', 'offence_code', 'offence_title', 'outcome', 'modus_operandi', 'summary'],
      [
        'O1',
        '',
        'ZZ',
        'Sid Stone hit Bella Frost',
        'Bee declined',
        'knife;followed bella home',
        'Sid Stone hit FROST, Bella (born 03/02/1990, once Maiden) of 4 elm rd. Walt and Ms Ring saw it. She rang 345678 from AB12CDE; QQ 12 34 56 C.',
      ],
      [
        'O2',
        'CR2',
        '8N',
        '',
        '',
        '',
        'Xavier Both says that Sid Stone, who had hit Bella Frost, and Greta came; Hilda saw it. Nora Other left.',
      ],
      ['O3', 'CR3', '8N', '', '', '', 'Xavier Both hit Nora.'],
      ['O4', '', '', '', '', '', ''],
    ]),
    'involvements.csv': [
      'person_id,offence_id,role',
      ...['V,O1,VICTIM', 'W,O1,WITNESS', 'R,O1,REPORTER', 'S,O1,SUSPECT', 'S,O2,SUSPECT'],
      ...['X,O2,VICTIM', 'X,O3,SUSPECT', 'N,O3,VICTIM', 'H,O2,VICTIM'],
    ],
    'orders.csv': ['id,person_id,kind,protects_person_id', 'D1,S,DVPO,G'],
  });
});

const textsOf = async (id: string, clearance = 'OFFICIAL') =>
  (await dataOf(ask(TEXT, { id }, { clearance }))).offence;

describe('what a source wrote of an offence', () => {
  it('is shown without names and identifiers of its victims, witnesses and reporters, those of before included', async () => {
    expect(await textsOf('t:O1')).toEqual({
      label: 'Sid Stone hit [name]',
      title: 'Sid Stone hit [name]',
      summary:
        'Sid Stone hit [name] (born [date of birth], once [name]) of [address]. [name] and Ms [name] saw it. ' +
        'She rang [telephone] from [number]; [number].',
      outcome: '[name] declined',
      modusOperandi: ['knife', 'followed [name] home'],
    });
  });

  it('does not name whom else its suspects have harmed, nor whom an order protects from them', async () => {
    const { summary } = await textsOf('t:O2');
    expect(summary).toContain('Sid Stone, who had hit [name], and [name] came');
  });

  it('does not name its own victim even where the victim is a nominal elsewhere, and is named there', async () => {
    expect((await textsOf('t:O2')).summary).toMatch(/^\[name\] says/);
    expect((await textsOf('t:O3')).summary).toBe('Xavier Both hit [name].');
  });

  it('is what it would be if who is hidden did not exist', async () => {
    expect((await textsOf('t:O2')).summary).toContain('Hilda saw it. Nora Other left.');
    expect((await textsOf('t:O2', 'SECRET')).summary).toContain('[name] saw it. Nora Other left.');
  });

  it('is null or empty where the source says nothing', async () => {
    expect(await textsOf('t:O4')).toEqual({
      label: 't:O4',
      title: null,
      summary: null,
      outcome: null,
      modusOperandi: [],
    });
  });

  it('costs no more queries for three offences than for one', async () => {
    const costOf = async (ids: readonly string[]) => {
      const asked: string[] = [];
      const counting: Graph = {
        ...graph,
        read: (name, params, options) => {
          asked.push(name);
          return graph.read(name, params, options);
        },
      };
      const texts = ids.map(
        (id, at) => `o${at}: offence(id: "${id}") { summary title modusOperandi outcome }`,
      );
      const { text } = await askerOf(counting, await assembleSchema(), graph)(`{ ${texts.join(' ')} }`);
      expect(text).not.toMatch(/bella|frost/i);
      return asked.filter((name) => name === 'access/list-protected-words').length;
    };
    expect(await costOf(['t:O1'])).toBeGreaterThan(0);
    // Titles are asked for a moment after the other texts: two queries, however many offences.
    expect(await costOf(['t:O1', 't:O2', 't:O3'])).toBeLessThanOrEqual(2);
  });
});

describe('the queue of unmatched codes', () => {
  it('shows a stated title without victims, and none in its cursor', async () => {
    const { unmatchedOffenceCodes: queue } = await dataOf(
      ask('{ unmatchedOffenceCodes { edges { cursor node { code title } } } }'),
    );
    const [{ cursor, node }] = queue.edges;
    expect(node).toEqual({ code: 'ZZ', title: 'Sid Stone hit [name]' });
    expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/bella|frost/i);
  });
});

describe('a warning of several words', () => {
  it('is shown without the victims of the person', async () => {
    const { person } = await dataOf(ask('{ person(id: "t:S") { warnings } }'));
    expect(person.warnings).toEqual(['HATES [name]', 'VIOLENT']);
  });
});
