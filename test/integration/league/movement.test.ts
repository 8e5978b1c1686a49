import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { mapOffenceCode } from '../../../src/harm/index.ts';
import { freezeRun, makeRun } from '../../../src/league/index.ts';
import { askLeague } from './askLeague.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { supervisor } from './seedHistory.ts';

let graph: Graph;
let schema: GraphQLSchema;

const MEN = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];
const person = (id: string, sex?: string) => ({
  id,
  full_name: `Man ${id}`,
  ...(sex === undefined ? {} : { sex }),
});
const offence = (id: string, offence_code: string) => ({ id, offence_code, reported_on: '2023-06-01' });
const suspect = (person_id: string, offence_id: string, status = 'NAMED') => ({
  person_id,
  offence_id,
  role: 'SUSPECT',
  status,
});
const victim = (offence_id: string) => ({ person_id: 'V', offence_id, role: 'VICTIM' });

/** Of P1 an offence in the programme, of P2 one outside, of P4 one of an unknown code; the sex of P5 is not known. */
const JUNE = {
  persons: [...MEN.map((id) => person(id, id === 'P5' ? undefined : 'M')), { id: 'V', sex: 'F' }],
  offences: [
    offence('a', '8N'),
    offence('b', '45'),
    offence('c', '8N'),
    offence('d', 'X9'),
    offence('e', '8N'),
    offence('f', '1'),
  ],
  involvements: [
    suspect('P1', 'a'),
    suspect('P1', 'c'),
    suspect('P2', 'b'),
    suspect('P4', 'd'),
    suspect('P5', 'e'),
    suspect('P6', 'f'),
    ...['a', 'b', 'c', 'd', 'e', 'f'].map(victim),
  ],
};

const MOVEMENT = `movement { state rankBefore rankAfter changeDays causes { cause asKnownNow days offences { id } } }`;
const ask = (source: string) => askLeague(graph, schema, supervisor, source);
const league = async (args = '') =>
  (
    await ask(`{ league(programme: "vawg"${args}) { previousRun { id }
      left { edges { node { person { id } state rankAfter causes { cause } } } }
      entries { person { id } harmDays ${MOVEMENT} } } }`)
  ).league;

interface Line {
  readonly person: { readonly id: string };
  readonly movement: {
    readonly state: string;
    readonly changeDays: number;
    readonly causes: readonly {
      readonly cause: string;
      readonly days: number;
      readonly asKnownNow: boolean;
      readonly offences: readonly { readonly id: string }[];
    }[];
  };
}
const told = (entries: readonly Line[]) =>
  Object.fromEntries(
    entries.map(({ person: { id }, movement }) => [
      `${id} ${movement.state}`,
      movement.causes.map(({ cause, offences }) => [cause, ...offences.map((one) => one.id)].join(' ')),
    ]),
  );
const frozen = async () => {
  const { id } = await makeRun(graph, { programme: 'vawg' }, supervisor, systemClock);
  await freezeRun(graph, { id, reason: 'the list of the month' }, supervisor, systemClock);
  return id;
};
const AFTER = {
  's:P1 STAYED': ['OTHERS_MOVED'],
  's:P2 NEW': ['RECLASSIFIED s:b'],
  's:P3 NEW': ['NEW_OFFENCE s:c'],
  's:P4 NEW': ['RECLASSIFIED s:d'],
  's:P5 NEW': ['FACTS_CORRECTED s:e'],
};

beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
});

describe('the movement of a league table', () => {
  it('is unknown where no run was frozen', async () => {
    await importRows(graph, JUNE, { asOf: '2023-06-30' });
    await makeRun(graph, { programme: 'vawg' }, supervisor, systemClock);
    const { previousRun, left, entries } = await league();
    expect([previousRun, left]).toEqual([null, null]);
    expect(entries.map(({ movement }: Line) => movement)).toEqual([null, null]);
  });

  it('is nothing where nothing changed since the run', async () => {
    const june = await frozen();
    const { previousRun, left, entries } = await league();
    expect(previousRun.id).toBe(june);
    expect(left.edges).toEqual([]);
    expect(told(entries)).toEqual({ 's:P6 STAYED': [], 's:P1 STAYED': [] });
  });

  it('tells what came into scope by another type or a decision on its code from who was named late, and from a corrected fact', async () => {
    await importRows(
      graph,
      {
        persons: [person('P5', 'M')],
        // The first is stated again as it was: that is no change of its type.
        offences: [offence('a', '8N'), offence('b', '8N')],
        involvements: [suspect('P1', 'a'), suspect('P3', 'c'), suspect('P6', 'f', 'ACQUITTED')],
      },
      { asOf: '2023-07-31' },
    );
    await mapOffenceCode(graph, {
      code: 'X9',
      type: '8N',
      reason: 'as the registrar wrote',
      decidedBy: 'p.marple',
      decidedAt: systemClock.now().toISOString(),
    });
    const { left, entries } = await league();
    expect(told(entries)).toEqual(AFTER);
    expect(left.edges).toEqual([
      {
        node: {
          person: { id: 's:P6' },
          state: 'LEFT',
          rankAfter: null,
          causes: [{ cause: 'ELIMINATED_OR_ACQUITTED' }],
        },
      },
    ]);
    const known = entries.flatMap(({ movement }: Line) => movement.causes);
    for (const { cause, asKnownNow } of known)
      expect(asKnownNow, cause).toBe(['RECLASSIFIED', 'FACTS_CORRECTED'].includes(cause));
  });

  it('is measured from that run under whatever edition and window are asked for, and says so by its causes', async () => {
    const { entries } = await league(', edition: "ons-css-2020"');
    const [p1] = entries.filter((line: Line) => line.person.id === 's:P1');
    expect(p1.movement.causes.map(({ cause }: { cause: string }) => cause)).toEqual(['WEIGHT_CHANGED']);
    for (const { movement } of entries as Line[])
      expect(movement.causes.reduce((total, { days }) => total + days, 0)).toBeCloseTo(
        movement.changeDays,
        6,
      );
  });

  it('is kept by a run, whatever comes later, and measured from it then', async () => {
    const july = await frozen();
    await importRows(
      graph,
      {
        persons: [],
        offences: [],
        involvements: [suspect('P6', 'f', 'CHARGED'), suspect('P2', 'b', 'ELIMINATED')],
      },
      { asOf: '2023-08-31' },
    );
    const { leagueRun } = await ask(`{ leagueRun(id: "${july}") { entries { person { id } ${MOVEMENT} } } }`);
    expect(told(leagueRun.entries)).toMatchObject({
      's:P1 STAYED': ['OTHERS_MOVED'],
      's:P2 NEW': ['RECLASSIFIED s:b'],
      's:P3 NEW': ['NEW_OFFENCE s:c'],
    });
    const { previousRun, left, entries } = await league();
    expect(previousRun.id).toBe(july);
    expect(left.edges.map(({ node }: { node: Line }) => node.person.id)).toEqual(['s:P2']);
    expect(told(entries)).toMatchObject({ 's:P1 STAYED': ['OTHERS_MOVED'] });
    expect(told(entries)['s:P6 RETURNED']).toEqual(['REINSTATED s:f']);
  });
});
