import { join } from 'node:path';
import { generateSeed } from '../../../seed/index.ts';
import { type Caller, ROLES } from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importBundle } from '../../../src/ingest/index.ts';
import {
  backfillRuns,
  canonicalRun,
  findRun,
  freezeRun,
  makeRun,
  updateProgramme,
} from '../../../src/league/index.ts';
import { temporaryFolder } from '../../support/bundles.ts';

export const PROGRAMME = 'vawg';
export const MONTHS = 12;
export const supervisor: Caller = {
  subject: 'p.marple',
  roles: ROLES,
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'the history of the list',
  visible: ['OFFICIAL'],
};
export const HISTORY_REASON = 'monthly history';

/** Ids of the runs, oldest first, with what each said when it was frozen. */
export interface SeedHistory {
  readonly backfilled: readonly string[];
  readonly later: readonly string[];
  readonly said: ReadonlyMap<string, string>;
}

export const canonical = async (graph: Graph, id: string) => {
  const run = await findRun(graph, id, supervisor);
  if (run === undefined) throw new Error(`${id} is not to be found`);
  return canonicalRun(run);
};

/**
 * Two years of a small synthetic London as a force would live them: twelve months backfilled, then three bundles with a
 * run on each. Before the run of August the programme leaves out what police found by themselves; that of September is
 * weighed by another edition.
 */
export async function seedHistory(graph: Graph, size: number): Promise<SeedHistory> {
  const folder = await temporaryFolder();
  const said = new Map<string, string>();
  await generateSeed({ size, seed: 2023, out: folder });
  const take = (path: string) =>
    importBundle(graph, { path: join(folder, path), clock: systemClock, workDirectory: folder });
  const keep = async (id: string) => {
    said.set(id, await canonical(graph, id));
    return id;
  };
  const frozen = async (asOf: string, edition?: string) => {
    const { id } = await makeRun(graph, { programme: PROGRAMME, asOf, edition }, supervisor, systemClock);
    await freezeRun(graph, { id, reason: `list of ${asOf}` }, supervisor, systemClock);
    return keep(id);
  };

  await take('bundle');
  const backfilled: string[] = [];
  const request = { programme: PROGRAMME, months: MONTHS, freezeReason: HISTORY_REASON };
  for (const { run } of await backfillRuns(graph, request, supervisor, systemClock))
    backfilled.push(await keep(run.id));
  await take('later/2023-07');
  const july = await frozen('2023-07-31');
  await take('later/2023-08');
  const change = { caller: supervisor, at: systemClock.now().toISOString(), expectedVersion: 1 };
  await updateProgramme(graph, PROGRAMME, { foundBy: ['VICTIM', 'WITNESS', 'COMPANY', 'UNKNOWN'] }, change);
  const august = await frozen('2023-08-31');
  await take('later/2023-09');
  const september = await frozen('2023-09-30', 'ons-css-2020');
  return { backfilled, later: [july, august, september], said };
}
