import { beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { createProgramme, dryRun, freezeRun, makeRun } from '../../../src/league/index.ts';
import { compareLeague } from '../../../src/league/movement/compareLeague.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const caller = { subject: 'tester', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
}, 120_000);

it('tells the movement of each draft of a programme by itself, though drafts share its id', async () => {
  await importRows(graph, {
    persons: ['A', 'B'].map((id) => ({ id, sex: 'M' })),
    offences: [
      { id: 'o1', offence_code: '1', reported_on: '2023-06-01' },
      { id: 'o2', offence_code: '8N', reported_on: '2023-06-02' },
    ],
    involvements: [
      { person_id: 'A', offence_id: 'o1', role: 'SUSPECT' },
      { person_id: 'B', offence_id: 'o2', role: 'SUSPECT' },
    ],
  });
  const stated = { id: 'p', name: 'p', description: 'p' };
  await createProgramme(graph, stated, { caller, at: '2023-07-01T00:00:00Z' });
  const run = await makeRun(graph, { programme: 'p' }, caller, systemClock);
  await freezeRun(graph, { id: run.id, reason: 'for the meeting' }, caller, systemClock);
  const states = async (types: readonly string[]) => {
    const draft = await dryRun(graph, { ...stated, types }, caller);
    const compared = await compareLeague(graph, draft, caller);
    return draft.entries.map(({ personId }) => [personId, compared?.ofRanked.get(personId)?.state]);
  };
  expect(await states(['1'])).toEqual([['s:A', 'STAYED']]);
  expect(await states(['8N'])).toEqual([['s:B', 'STAYED']]);
});
