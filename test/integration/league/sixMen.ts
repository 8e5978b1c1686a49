import type { Graph } from '../../../src/graph/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

/** Six men of one offence each, all reported on one day, in the order of their ids. */
const MEN = [
  { id: '1', full_name: 'Adam Grey', sex: 'M', status: 'AT_LIBERTY', born_on: '1990-01-01' },
  { id: '2', full_name: 'Bert Holt', sex: 'M', status: 'IN_CUSTODY', born_on: '2006-01-01' },
  { id: '3', full_name: 'Carl Moss', sex: 'M', status: 'ABROAD', born_on: '1985-06' },
  { id: '4', full_name: 'Dean Park', sex: 'M', status: 'DECEASED', born_on: '1980-01-01' },
  { id: '5', full_name: 'Eric Wood', sex: 'M' },
  { id: '6', full_name: 'Finn Vale', sex: 'M', status: 'AT_LIBERTY', born_on: '2005' },
];

/** Imports the six, a woman whom an order protects, and the orders. */
export const importSixMen = (graph: Graph) =>
  importRows(graph, {
    persons: [...MEN, { id: 'w', full_name: 'Gina Frost', sex: 'F' }],
    offences: MEN.map(({ id }) => ({ id: `o${id}`, offence_code: '8N', reported_on: '2023-06-01' })),
    involvements: MEN.map(({ id }) => ({ person_id: id, offence_id: `o${id}`, role: 'SUSPECT' })),
    orders: [
      { id: 'r1', person_id: '1', kind: 'NON_MOLESTATION', from: '2023-01-01', protects_person_id: 'w' },
      { id: 'r2', person_id: '1', kind: 'BAIL', from: '2023-01-01', to: '2023-05-31' },
      { id: 'r3', person_id: '1', kind: 'DVPO', from: '2023-06-02' },
      { id: 'r4', person_id: '3', kind: 'MAPPA', from: '2023-01-01', to: '2023-06-01' },
    ],
  });

/** A store that holds the six, and a service on it. */
export async function sixMenService(): Promise<{ readonly graph: Graph; readonly tests: TestService }> {
  const graph = await leagueStore();
  const tests = await testService(graph);
  await rawCypher(graph, 'remove-facts');
  await importSixMen(graph);
  return { graph, tests };
}

export interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
/** Asks the API over HTTP as somebody of this role and clearance. */
export async function askAs(
  tests: TestService,
  query: string,
  role = 'supervisor',
  clearance = 'OFFICIAL',
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tests.tokenOf([role], clearance)}`,
      'x-linchpin-purpose': 'testing the state of people on a list',
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}
