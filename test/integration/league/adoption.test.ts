import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { type Decision, decide, endAdoption } from '../../../src/league/adoption/decide.ts';
import { findAdoptions } from '../../../src/league/adoption/repository.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const visible = ['OFFICIAL'];
const caller = { subject: 'p.marple', teams: ['North'], visible, clearance: 'OFFICIAL', compartments: [] };
const clock = { now: () => new Date('2023-07-03T09:00:00Z') };
const reason = 'agreed at the weekly meeting';
const reviewOn = '2023-10-01';
let graph: Graph;
let tests: TestService;

beforeAll(async () => {
  graph = await leagueStore();
  tests = await testService(graph);
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (a:Adoption) DETACH DELETE a');
  await importRows(graph, {
    persons: [
      { id: '2', full_name: 'Adam Grey', sex: 'M' },
      { id: '3', full_name: 'Bert Holt', sex: 'M' },
      { id: '4', full_name: 'Cara Frost', sex: 'F' },
      { id: '1', full_name: 'A Grey', sex: 'M' },
    ],
    offences: [{ id: 'a', offence_code: '8N', reported_on: '2023-06-01' }],
    involvements: [
      { person_id: '2', offence_id: 'a', role: 'SUSPECT' },
      { person_id: '3', offence_id: 'a', role: 'SUSPECT' },
      { person_id: '4', offence_id: 'a', role: 'VICTIM' },
    ],
  });
});

const adopt = (decision: Partial<Decision> = {}, by = caller) =>
  decide(graph, 'ADOPTED', { programme: 'all', personId: 's:2', reason, reviewOn, ...decision }, by, clock);
const kept = (...personIds: readonly string[]) => findAdoptions(graph, { personIds, visible });
async function ask(query: string, role = 'supervisor') {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tests.tokenOf([role])}`,
      'x-linchpin-purpose': 'testing adoption',
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: readonly { extensions: { code: string } }[] };
}

describe('adoption', () => {
  it('keeps who, when and why, and rank, harm and list date of that time', async () => {
    const made = await adopt();
    expect(made).toMatchObject({
      status: 'ADOPTED',
      personId: 's:2',
      by: 'p.marple',
      team: 'North',
      reason,
      reviewOn,
      rank: 1,
      listedOn: '2023-06-01',
      firstListedOn: null,
    });
    expect(made.harmMicros).toBeGreaterThan(0);
    expect(await adopt()).toEqual(made);
    expect(await kept('s:2')).toHaveLength(1);
  });

  it('is refused without a reason, without a day to come, and for anybody who is not ranked', async () => {
    await expect(adopt({ reason: 'because' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(adopt({ reviewOn: '2023-07-03' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(adopt({ personId: 's:1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(adopt({ personId: 's:4' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(adopt({ personId: 's:none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(adopt({ runId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await kept('s:1', 's:2', 's:4')).toEqual([]);
  });

  it('is decided by one of two who decide at once', async () => {
    const both = await Promise.allSettled([adopt(), adopt({}, { ...caller, subject: 'h.poirot' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(await kept('s:2')).toHaveLength(1);
  });

  it('ends with a reason and leaves its record; the next one must know it', async () => {
    const { id } = await adopt();
    const request = { id, reason: 'moved out of the force' };
    await endAdoption(graph, request, caller, clock);
    await endAdoption(graph, request, caller, clock);
    await expect(
      endAdoption(graph, { id, reason: 'another reason given' }, caller, clock),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(adopt()).rejects.toMatchObject({ code: 'CONFLICT' });
    await adopt({ expected: id });
    expect((await kept('s:2')).map(({ status }) => status).sort()).toEqual(['ADOPTED', 'ENDED']);
  });

  it('follows the person through a merge', async () => {
    const { id } = await adopt();
    await importRows(
      graph,
      {
        persons: [{ id: '2', full_name: 'Adam Grey', sex: 'M' }],
        judgements: [{ person_id: '1', other_person_id: '2', verdict: 'SAME' }],
      },
      { asOf: '2023-07-02' },
    );
    expect(await kept('s:2')).toEqual([]);
    expect(await kept('s:1')).toMatchObject([{ id, recordId: 's:2' }]);
  });

  it('is decided by supervisors, proposed by analysts, and told beside the rank', async () => {
    const far = 'reason: "agreed at the meeting", reviewOn: "2999-01-01"';
    const refused = await ask(
      `mutation { adoptEntry(programme: "all", personId: "s:2", ${far}) { id } }`,
      'analyst',
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const proposed = await ask(
      `mutation { proposeAdoption(programme: "all", personId: "s:2", ${far}) { id } }`,
      'analyst',
    );
    expect(proposed.errors).toBeUndefined();
    const { id } = (proposed.data as { proposeAdoption: { id: string } }).proposeAdoption;
    const adopted = await ask(
      `mutation { adoptEntry(programme: "all", personId: "s:2", ${far}, expected: "${id}") { status reviewDue harmDays } }`,
    );
    expect(adopted.data).toMatchObject({ adoptEntry: { status: 'ADOPTED', reviewDue: false } });
    const told = await ask(
      '{ league(programme: "all") { entries { person { id } adoption { status by } state { status under18 managedElsewhere ordersInForce { kind } } } entriesWhere(filter: { statuses: [IN_CUSTODY] }) { entries { rank } leftOut leftOutUnknown } } person(id: "s:2") { adoptions { status } } adoptions(programme: "all", first: 1) { edges { node { status person { id } } } pageInfo { hasNextPage endCursor } } }',
      'analyst',
    );
    expect(told.errors).toBeUndefined();
    expect(told.data).toMatchObject({
      league: {
        entries: [
          { person: { id: 's:2' }, adoption: { status: 'ADOPTED', by: 'tester' } },
          { person: { id: 's:3' }, adoption: null, state: { under18: null, ordersInForce: [] } },
        ],
        entriesWhere: { entries: [], leftOut: 0, leftOutUnknown: 2 },
      },
      person: { adoptions: [{ status: 'ADOPTED' }, { status: 'PROPOSED' }] },
      adoptions: {
        edges: [{ node: { status: 'ADOPTED', person: { id: 's:2' } } }],
        pageInfo: { hasNextPage: true },
      },
    });
  });
});
