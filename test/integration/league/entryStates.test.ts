import { beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/testService.ts';
import { askAs, sixMenService } from './sixMen.ts';

let tests: TestService;
beforeAll(async () => {
  ({ tests } = await sixMenService());
}, 120_000);
const ask = (...asked: readonly [query: string, role?: string, clearance?: string]) => askAs(tests, ...asked);
const where = async (filter: string) => {
  const { data, errors } = await ask(
    `{ league(programme: "all") { entriesWhere(filter: ${filter}) { entries { person { id } rank } leftOut leftOutUnknown why { question notFitting unknown } } } }`,
  );
  expect(errors).toBeUndefined();
  return (data as { league: { entriesWhere: Record<string, unknown> } }).league.entriesWhere;
};

describe('what is known of people on a list', () => {
  it('is their status, age and orders on its last day; whom an order protects is not told', async () => {
    const { data, errors } = await ask(
      '{ league(programme: "all") { entries { person { id } state { status under18 managedElsewhere ordersInForce { kind from to } } } } }',
    );
    expect(errors).toBeUndefined();
    const state = (status: string | null, under18: boolean | null) => ({
      state: { status, under18, managedElsewhere: false, ordersInForce: [] },
    });
    expect(data).toMatchObject({
      league: {
        entries: [
          {
            person: { id: 's:1' },
            state: {
              status: 'AT_LIBERTY',
              under18: false,
              ordersInForce: [{ kind: 'NON_MOLESTATION', from: '2023-01-01', to: null }],
            },
          },
          { person: { id: 's:2' }, ...state('IN_CUSTODY', true) },
          {
            person: { id: 's:3' },
            state: {
              status: 'ABROAD',
              managedElsewhere: true,
              ordersInForce: [{ kind: 'MAPPA', from: '2023-01-01', to: '2023-06-01' }],
            },
          },
          { person: { id: 's:4' }, ...state('DECEASED', false) },
          { person: { id: 's:5' }, ...state(null, null) },
          { person: { id: 's:6' }, ...state('AT_LIBERTY', null) },
        ],
      },
    });
    expect(JSON.stringify(data)).not.toMatch(/Frost|s:w/);
  });

  it.each([
    ['IN_CUSTODY', 's:2', 2],
    ['ABROAD', 's:3', 3],
    ['DECEASED', 's:4', 4],
  ])('can be asked for, %s for one: who is left keeps the rank', async (status, id, rank) => {
    expect(await where(`{ statuses: [${status}] }`)).toEqual({
      entries: [{ person: { id }, rank }],
      leftOut: 4,
      leftOutUnknown: 1,
      why: [{ question: 'STATUS', notFitting: 4, unknown: 1 }],
    });
  });

  it('drops nobody in silence: it is said how many are left out, and by what', async () => {
    expect(await where('{ statuses: [AT_LIBERTY, IN_CUSTODY], under18: false, withOrders: false }')).toEqual({
      entries: [],
      leftOut: 4,
      leftOutUnknown: 2,
      why: [
        { question: 'STATUS', notFitting: 2, unknown: 1 },
        { question: 'UNDER_18', notFitting: 1, unknown: 2 },
        { question: 'ORDERS', notFitting: 2, unknown: 0 },
      ],
    });
    expect(await where('{ managedElsewhere: true }')).toMatchObject({
      entries: [{ person: { id: 's:3' } }],
      leftOut: 5,
      leftOutUnknown: 0,
      why: [{ question: 'MANAGED_ELSEWHERE', notFitting: 5, unknown: 0 }],
    });
    expect(await where('{}')).toMatchObject({ leftOut: 0, leftOutUnknown: 0, why: [] });
  });
});
