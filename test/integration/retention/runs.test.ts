import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { type Graph, runChecks } from '../../../src/graph/index.ts';
import { exportRun, findRun, freezeRun, makeRun, type StoredRun } from '../../../src/league/index.ts';
import { announceChanges } from '../../../src/league/live/announceChanges.ts';
import { compareStoredRuns } from '../../../src/league/movement/compareStoredRuns.ts';
import { findProgramme } from '../../../src/league/programmes/programmes.ts';
import { storeCurrentTable } from '../../../src/league/table/currentTables.ts';
import { runUncertainty } from '../../../src/league/uncertainty/runUncertainty.ts';
import { eraseRecord, finishErasures } from '../../../src/retention/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';
import { randomBundles } from '../league/randomRows.ts';
import { eraser, pseudonyms } from './heldPerson.ts';

const caller = {
  subject: 'tester',
  roles: ['supervisor'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing an erasure',
  visible: ['OFFICIAL'],
};
const question = { programme: 'all', allTime: true } as const;
/** In the middle of the list, so that the order of ids would change with his. */
const GONE = 's:a';

let graph: Graph;
let before: { readonly first: StoredRun; readonly second: StoredRun };
const found = async (id: string): Promise<StoredRun> => {
  const run = await findRun(graph, id, caller);
  if (run === undefined) throw new Error(`no run ${id}`);
  return run;
};
const frozen = async () => {
  const { id } = await makeRun(graph, question, caller, systemClock);
  await freezeRun(graph, { id, reason: 'seen at the meeting' }, caller, systemClock);
  return found(id);
};
const compared = () => compareStoredRuns(graph, { before: before.first.id, after: before.second.id }, caller);

beforeAll(async () => {
  graph = await leagueStore();
  const [one, two] = randomBundles(2);
  const open = (bundle: typeof one) => ({
    ...bundle,
    persons: (bundle?.persons ?? []).map((row) => ({ ...row, marking: '' })),
    offences: (bundle?.offences ?? []).map((row) => ({ ...row, marking: '' })),
    involvements: (bundle?.involvements ?? []).map((row) => ({ ...row, marking: '' })),
    judgements: [],
  });
  await importRows(graph, open(one));
  const first = await frozen();
  const programme = await findProgramme(graph, 'all', caller);
  await announceChanges(graph, programme, systemClock);
  await importRows(graph, open(two), { asOf: '2023-08-01' });
  before = { first, second: await frozen() };
  await announceChanges(graph, programme, systemClock);
  await storeCurrentTable(graph, 'all', systemClock);
  await compared();
}, 60_000);

describe('a frozen run that ranks somebody who is erased', () => {
  let uncertain: Awaited<ReturnType<typeof runUncertainty>>;
  let moves: Awaited<ReturnType<typeof compared>>;
  beforeAll(async () => {
    expect(before.second.entries.map(({ personId }) => personId)).toContain(GONE);
    uncertain = await runUncertainty(before.second);
    moves = await compared();
    const request = { recordId: GONE, ground: 'COURT_ORDER', reason: 'order of the county court' } as const;
    await eraseRecord(graph, request, eraser('s1'));
  }, 60_000);

  const standIn = (id: string) => (id === GONE ? pseudonyms.erased(GONE) : id);

  it('keeps its ranks, harm and totals, with a stand-in for the id', async () => {
    for (const run of [before.first, before.second]) {
      const now = await found(run.id);
      expect(now.entries).toEqual(
        run.entries.map((entry) => ({
          ...entry,
          personId: standIn(entry.personId),
          recordIds: entry.recordIds.map(standIn),
        })),
      );
      expect({
        ...now,
        entries: [],
        exclusions: [],
        head: { ...now.head, erasures: 0, erased: new Map() },
      }).toEqual({
        ...run,
        entries: [],
        exclusions: [],
      });
    }
  });

  it('passes every check of the store', async () => {
    expect((await runChecks(graph)).filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('keeps its rank intervals, which are drawn in the order of ids', async () => {
    const now = await runUncertainty(await found(before.second.id));
    expect({ ...now, listed: [...(now?.listed ?? [])] }).toEqual({
      ...uncertain,
      listed: [...(uncertain?.listed ?? [])].map(([id, interval]) => [standIn(id), interval]),
    });
  });

  it('is compared as before, and no answer that was kept still has the id', async () => {
    const now = await compared();
    expect(JSON.stringify(now)).not.toContain(`"${GONE}"`);
    const plain = ({ movements }: typeof now) =>
      movements.map(({ personId: _id, mergedInto: _into, ...movement }) => movement);
    expect(plain(now)).toEqual(plain(moves));
  });

  it('is exported with the line and without the person', async () => {
    const { body } = await exportRun(
      graph,
      { id: before.second.id, format: 'csv' },
      caller,
      async () => new Map(),
      systemClock,
    );
    expect(body.toString().match(/not to be shown any more/g)).toHaveLength(1);
    expect(body.toString()).not.toMatch(new RegExp(`${GONE}[,"]`));
  });

  it('is the last place, with announced changes and stored tables, where the id stood', async () => {
    await finishErasures(graph, { clock: systemClock, forgetInAudit: async () => undefined, now: true });
    const rows = await rawCypher(graph, 'MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties');
    const links = await rawCypher(
      graph,
      'MATCH ()-[r]->() RETURN type(r) AS labels, properties(r) AS properties',
    );
    const holds = [...rows, ...links].filter((row) => /"s:a\\?["#]/.test(JSON.stringify(row)));
    expect(holds).toEqual([]);
  });
});
