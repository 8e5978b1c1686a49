import { type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Caller, ROLES } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { leagueContext } from './leagueContext.ts';

const caller: Caller = {
  subject: 'p.marple',
  roles: ['analyst'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing what-ifs',
  visible: ['OFFICIAL'],
};
let graph: Graph;
let schema: GraphQLSchema;

const on = (id: string, offence_code: string, cells: Record<string, string> = {}) => ({
  id,
  offence_code,
  reported_on: '2023-06-01',
  ...cells,
});
const suspect = (person_id: string, offence_id: string, cells: Record<string, string> = {}) => ({
  person_id,
  offence_id,
  role: 'SUSPECT',
  ...cells,
});

/** Ann leads by a murder shared with Ben; Cay is third by two assaults, Dov by one, Eve by an old report alone. */
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, {
    persons: ['ann', 'ben', 'cay', 'dov', 'eve', 'vic', 'fay'].map((id) => ({ id, sex: 'M' })),
    offences: [
      on('murder', '1', { found_by: 'VICTIM' }),
      on('hit', '8N', { found_by: 'POLICE', occurred_from: '2021-05-01' }),
      on('assault-1', '8N'),
      on('assault-2', '8N', { found_by: 'COMPANY' }),
      on('assault-3', '8N'),
      on('old', '1', { reported_on: '2022-01-15' }),
      on('strange', '999/02'),
      on('secret', '1', { marking: 'SECRET' }),
    ],
    involvements: [
      suspect('ann', 'murder', { status: 'CHARGED' }),
      suspect('ann', 'hit', { status: 'ARRESTED' }),
      suspect('ben', 'murder'),
      suspect('cay', 'assault-1', { status: 'CONVICTED' }),
      suspect('cay', 'assault-2'),
      suspect('dov', 'assault-3'),
      suspect('eve', 'old'),
      suspect('fay', 'strange'),
      suspect('dov', 'secret'),
      { person_id: 'vic', offence_id: 'murder', role: 'VICTIM' },
    ],
  });
});

const PLACE = '{ rank harmDays offences victims offencesOfUnknownHarm listed }';
const FIELDS = `programme { id } edition { id } asOf windowFrom size person { id } assumption caveat
  before ${PLACE} after ${PLACE} allegationsUndecided
  entering { person { id } before { rank } after { rank harmDays } } leaving { person { id } before { rank } after { rank } }`;

/** Asks the API as this caller, without HTTP. */
async function ask(personId: string, change: string, more = '', by: Partial<Caller> = {}) {
  const contextValue = leagueContext(graph, { ...caller, ...by });
  const asked = `programme: "all", asOf: "2023-06-30", size: 2, personId: "${personId}", change: { ${change} }`;
  const source = `{ whatIf(${asked} ${more}) { ${FIELDS} } }`;
  const { data, errors } = await graphql({ schema, source, contextValue });
  const [problem] = errors?.map(({ originalError }) => originalError) ?? [];
  return {
    answer: data?.whatIf as Readonly<Record<string, unknown>> | undefined,
    problem: problem as { code?: string; message: string; place?: { argument?: string } } | undefined,
    touched: [...contextValue.touched].sort(),
  };
}
const answered = async (...args: Parameters<typeof ask>) => {
  const { answer, problem } = await ask(...args);
  expect(problem).toBeUndefined();
  return answer;
};

describe('what if', () => {
  it('one offence did not count for anybody: who falls with it, and who comes onto the list', async () => {
    const { answer, touched } = await ask('s:ann', 'withoutOffence: "s:murder"');
    expect(answer).toMatchObject({
      programme: { id: 'all' },
      edition: { id: 'cchi-public' },
      asOf: '2023-06-30',
      windowFrom: '2022-07-01',
      size: 2,
      person: { id: 's:ann' },
      before: { rank: 1, harmDays: 5_840, offences: 2, victims: 1, offencesOfUnknownHarm: 0, listed: true },
      after: { rank: 2, harmDays: 365, offences: 1, victims: 0, listed: true },
      allegationsUndecided: 0,
      entering: [{ person: { id: 's:cay' }, before: { rank: 3 }, after: { rank: 1, harmDays: 730 } }],
      leaving: [{ person: { id: 's:ben' }, before: { rank: 2 }, after: null }],
    });
    expect(answer?.assumption).toContain('s:murder does not count, for anybody');
    expect(answer?.caveat).toContain('counterfactual about counts');
    expect(touched).toEqual(['s:ann', 's:ben', 's:cay']);
  });

  it('one allegation were wrong: the offence goes on counting for the other suspect', async () => {
    expect(await answered('s:ann', 'withoutAllegation: "s:murder"')).toMatchObject({
      after: { rank: 3, harmDays: 365, listed: false },
      entering: [{ person: { id: 's:cay' } }],
      leaving: [{ person: { id: 's:ann' }, before: { rank: 1 }, after: { rank: 3 } }],
    });
  });

  it('his only allegation were wrong: he would not be ranked at all', async () => {
    expect(await answered('s:ben', 'withoutAllegation: "s:murder"')).toMatchObject({
      before: { rank: 2 },
      after: null,
    });
  });

  it('only charges and convictions counted, with how many allegations state no status', async () => {
    expect(await answered('s:cay', 'chargedOrConvictedOnly: true')).toMatchObject({
      before: { rank: 3, offences: 2 },
      after: { rank: 2, offences: 1, harmDays: 365, listed: true },
      allegationsUndecided: 1,
    });
  });

  it('historic, police-initiated or company-detected offences were left out, each by itself', async () => {
    for (const change of ['historic: false', 'policeInitiated: false'])
      expect(await answered('s:ann', change), change).toMatchObject({
        after: { offences: 1, harmDays: 5_475 },
      });
    expect(await answered('s:cay', 'policeInitiated: false')).toMatchObject({
      after: { offences: 2 },
      allegationsUndecided: 1,
    });
    expect(await answered('s:cay', 'companyDetected: false')).toMatchObject({ after: { offences: 1 } });
  });

  it('provisional weights stood at their bounds', async () => {
    const harm = async (bound: string) =>
      (await answered('s:dov', `provisionalWeights: ${bound}`))?.after as { harmDays: number };
    const [row] = await rawCypher(
      graph,
      "MATCH (:OffenceType {code: '8N'})-[w:WEIGHS {titleKey: ''}]->(:HarmEdition {id: 'cchi-public'}) RETURN w.lowMicros / 1e6 AS low, w.highMicros / 1e6 AS high",
    );
    expect([(await harm('LOWER')).harmDays, (await harm('UPPER')).harmDays]).toEqual([row?.low, row?.high]);
    expect(Number(row?.low)).toBeLessThan(Number(row?.high));
  });

  it('another edition weighed: the same people, other days', async () => {
    expect(await answered('s:dov', 'edition: "ons-css-2020"')).toMatchObject({
      before: { harmDays: 365 },
      after: { harmDays: 189.153887, offences: 1 },
      allegationsUndecided: null,
    });
  });

  it('the window were longer: somebody who is not ranked now would be', async () => {
    expect(await answered('s:eve', 'windowDays: 730')).toMatchObject({
      before: null,
      after: { rank: 3, harmDays: 5_475, listed: false },
      entering: [],
    });
    expect(await answered('s:eve', 'windowDays: 365', ', allTime: true')).toMatchObject({
      before: { rank: 3 },
      after: null,
      windowFrom: null,
    });
  });

  it('shows an unknown harm as unknown, before and after', async () => {
    expect(await answered('s:fay', 'provisionalWeights: UPPER')).toMatchObject({
      before: { harmDays: null, offencesOfUnknownHarm: 1 },
      after: { harmDays: null, offencesOfUnknownHarm: 1 },
      allegationsUndecided: 1,
    });
  });

  it('counts nothing above the marking of the programme, whatever the caller may see', async () => {
    const sees = { clearance: 'SECRET', visible: ['OFFICIAL', 'SECRET'] };
    const change = 'provisionalWeights: LOWER';
    expect(await answered('s:dov', change, '', sees)).toEqual(await answered('s:dov', change));
    expect((await ask('s:dov', 'withoutOffence: "s:secret"', '', sees)).problem?.code).toBe('BAD_INPUT');
  });
});

describe('a what-if that cannot be answered', () => {
  it.each([
    ['s:ann', '', 'BAD_INPUT', 'change'],
    ['s:ann', 'historic: true, windowDays: 180', 'BAD_INPUT', 'historic'],
    ['s:ann', 'withoutOffence: "s:assault-1"', 'BAD_INPUT', 'withoutOffence'],
    ['s:ann', 'withoutAllegation: "s:nothing"', 'BAD_INPUT', 'withoutAllegation'],
    ['s:ann', 'windowDays: 0', 'BAD_INPUT', 'windowDays'],
    ['s:ann', 'edition: "none"', 'NOT_FOUND', 'edition'],
    ['s:eve', 'chargedOrConvictedOnly: true', 'NOT_FOUND', 'personId'],
    ['s:eve', 'withoutOffence: "s:murder"', 'NOT_FOUND', 'personId'],
    ['s:vic', 'windowDays: 730', 'NOT_FOUND', 'personId'],
    ['s:nobody', 'windowDays: 730', 'NOT_FOUND', 'personId'],
  ])('for %s, %s: %s names %s', async (personId, change, code, argument) => {
    expect((await ask(personId, change)).problem).toMatchObject({ code, place: { argument } });
  });

  it('tells a victim, an unknown id and somebody not ranked apart by nothing', async () => {
    const told = async (id: string) =>
      (await ask(id, 'chargedOrConvictedOnly: true')).problem?.message.replace(id, '');
    expect(await told('s:vic')).toBe(await told('s:nobody'));
    expect(await told('s:eve')).toBe(await told('s:nobody'));
  });

  it('is absent for whoever may not see the programme, and refused without the right', async () => {
    const change = 'withoutOffence: "s:murder"';
    expect((await ask('s:ann', change, '', { visible: [] })).problem?.code).toBe('NOT_FOUND');
    const allowed = [];
    for (const role of ROLES) {
      const { problem } = await ask('s:ann', change, '', { roles: [role] });
      if (problem === undefined) allowed.push(role);
      else expect(problem.code).toBe('FORBIDDEN');
    }
    expect(allowed).toEqual(['analyst', 'planner', 'supervisor', 'authorising-officer']);
  });
});
