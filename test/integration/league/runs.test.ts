import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { runChecks } from '../../../src/graph/runChecks.ts';
import { computeLeague, leagueTotals, MICROS_PER_DAY } from '../../../src/league/index.ts';
import { canonicalRun } from '../../../src/league/runs/canonicalRun.ts';
import { findRun, previousFrozenRun } from '../../../src/league/runs/findRun.ts';
import { freezeRun } from '../../../src/league/runs/freezeRun.ts';
import { makeRun, type RunRequest } from '../../../src/league/runs/makeRun.ts';
import type { StoredRun } from '../../../src/league/runs/StoredRun.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { randomBundles } from './randomRows.ts';

const caller = { subject: 'p.marple', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
const other = { ...caller, subject: 'h.poirot' };
const at = (text: string) => ({ now: () => new Date(text) });
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, BUNDLE);
});

/** Two men and a woman; one allegation of unknown harm, one that does not count. */
const BUNDLE = {
  persons: [
    { id: '2', full_name: 'Adam Grey', sex: 'M' },
    { id: '3', full_name: 'Bert Holt', sex: 'M' },
    { id: '4', full_name: 'Cara Frost', sex: 'F' },
    { id: '1', full_name: 'A Grey', sex: 'M' },
  ],
  offences: [
    { id: 'a', offence_code: '8N', reported_on: '2023-06-01' },
    { id: 'b', offence_code: '1', reported_on: '2023-06-15' },
    { id: 'c', reported_on: '2023-06-30' },
    { id: 'd', offence_code: '8N', reported_on: '2023-06-02' },
  ],
  involvements: [
    { person_id: '2', offence_id: 'a', role: 'SUSPECT', status: 'CHARGED' },
    { person_id: '2', offence_id: 'b', role: 'SUSPECT', status: 'ARRESTED', since: '2023-06-20' },
    { person_id: '2', offence_id: 'c', role: 'SUSPECT' },
    { person_id: '3', offence_id: 'a', role: 'SUSPECT' },
    { person_id: '3', offence_id: 'd', role: 'SUSPECT', status: 'ELIMINATED', since: '2023-06-25' },
    { person_id: '4', offence_id: 'a', role: 'VICTIM' },
    { person_id: '4', offence_id: 'b', role: 'VICTIM' },
  ],
};

const run = async (request: Partial<RunRequest> = {}, clock = systemClock): Promise<StoredRun> => {
  const { id } = await makeRun(graph, { programme: 'all', ...request }, caller, clock);
  return read(id);
};
async function read(id: string, reader = caller): Promise<StoredRun> {
  const found = await findRun(graph, id, reader);
  if (found === undefined) throw new Error(`${id} is not to be found`);
  return found;
}
const freeze = (id: string, reason = 'weekly meeting', by = caller) =>
  freezeRun(graph, { id, reason }, by, systemClock);

describe('a league run', () => {
  it('keeps everybody whom the league ranks, with each allegation that counts and with the totals', async () => {
    const made = await run({}, at('2023-07-03T09:00:00Z'));
    const league = await computeLeague(graph, { programme: 'all' }, caller);
    const contributions = await league.contributions();
    expect(made.entries).toHaveLength(league.entries.length);
    for (const [index, { allegations, recordIds, ...entry }] of made.entries.entries()) {
      expect(entry).toEqual(league.entries[index]);
      expect(recordIds).toEqual([entry.personId]);
      const found = contributions.get(entry.personId) ?? [];
      const counts = allegations.map(({ offenceId, micros, basis, provisional, status }) => ({
        offenceId,
        micros,
        basis,
        provisional,
        status,
      }));
      expect(new Set(counts)).toEqual(new Set(found.map(({ victimIds: _victims, ...rest }) => rest)));
    }
    expect(made).toMatchObject({
      size: 100,
      allTime: false,
      from: '2022-07-01',
      to: '2023-06-30',
      dataAsOf: '2023-07-01',
      backfilled: false,
      totals: await league.table.totals(),
      exclusions: [{ personId: 's:3', offenceId: 's:d', status: 'ELIMINATED' }],
      head: { status: 'DRAFT', madeBy: 'p.marple', frozenAt: undefined },
    });
    expect(new Date(made.head.madeAt).toISOString()).toBe('2023-07-03T09:00:00.000Z');
    expect(made.programme).toEqual(league.programme);
    const totals = await leagueTotals(league);
    expect(made.listed).toEqual({
      suspects: totals.suspects,
      offences: totals.offences,
      victims: totals.victims,
      harmMicros: totals.harmDays * MICROS_PER_DAY,
      harmMicrosAttributed: totals.harmDaysAttributed * MICROS_PER_DAY,
    });
  });

  it('lists its size and still keeps everybody ranked', async () => {
    const made = await run({ size: 1 });
    expect(made.entries.map(({ personId }) => personId)).toEqual(['s:2', 's:3']);
    expect(made).toMatchObject({ size: 1, listed: { suspects: 1 } });
    const entries = await rawCypher(
      graph,
      'MATCH (:LeagueRun)-[:OF]->(p:Programme), (:LeagueRun)-[:HAS_ENTRY]->(e)-[:RANKS]->(x) RETURN p.id AS programme, x.id AS person, COUNT { (e)-[:COUNTS]->(:Offence) } AS offences',
    );
    expect(entries).toEqual([{ programme: 'all', person: 's:2', offences: 3 }]);
  });

  it('is equal byte by byte to another of the same inputs, but for id, time and user', async () => {
    await importRows(graph, randomBundles(1)[0] ?? {}, { source: 'r', asOf: '2023-06-30' });
    const first = await run({ asOf: '2023-06-30' }, at('2023-07-01T10:00:00Z'));
    const { id } = await makeRun(graph, { programme: 'all', asOf: '2023-06-30' }, other, systemClock);
    const second = await read(id);
    expect(canonicalRun(second)).toBe(canonicalRun(first));
    expect(second.head).not.toEqual(first.head);
    expect(second.id).not.toBe(first.id);
    expect(canonicalRun(await run({ asOf: '2023-06-29' }))).not.toBe(canonicalRun(first));
  });

  it('says after a further import what it said before, whoever is merged, reclassified or eliminated by it', async () => {
    const frozen = await run();
    await freeze(frozen.id);
    const before = canonicalRun(await read(frozen.id));
    await importRows(
      graph,
      {
        offences: [{ id: 'a', offence_code: '1', reported_on: '2023-07-02' }],
        involvements: [{ person_id: '2', offence_id: 'b', role: 'SUSPECT', status: 'ELIMINATED' }],
        judgements: [{ person_id: '1', other_person_id: '2', verdict: 'SAME' }],
      },
      { asOf: '2023-07-08' },
    );
    expect(canonicalRun(await read(frozen.id))).toBe(before);
    expect(canonicalRun(await run())).not.toBe(before);
    const [link] = await rawCypher(
      graph,
      'MATCH (e:LeagueEntry {id: $id})-[:RANKS]->(p) RETURN p.id AS person, e.personId AS before',
      { id: `${frozen.id}#1` },
    );
    expect(link).toEqual({ person: 's:1', before: 's:2' });
    expect((await runChecks(graph)).filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('says what it said when its persons and offences are gone', async () => {
    const frozen = await run();
    await freeze(frozen.id);
    const before = canonicalRun(await read(frozen.id));
    await rawCypher(graph, 'MATCH (n:Person|SourceRecord|Offence) DETACH DELETE n');
    expect(canonicalRun(await read(frozen.id))).toBe(before);
    expect((await runChecks(graph)).filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('is made again when the graph changes while it is made, so that it is never mixed', async () => {
    let changes = 1;
    const changing: Graph = Object.create(graph, {
      transaction: {
        value: async (...call: Parameters<Graph['transaction']>) => {
          if (changes-- > 0)
            await importRows(
              graph,
              { involvements: [{ person_id: '4', offence_id: 'd', role: 'SUSPECT' }] },
              { asOf: '2023-07-02' },
            );
          return graph.transaction(...call);
        },
      },
    });
    const { id } = await makeRun(changing, { programme: 'all' }, caller, systemClock);
    expect(canonicalRun(await read(id))).toBe(canonicalRun(await run()));
    expect((await read(id)).entries).toHaveLength(3);
    expect(await rawCypher(graph, 'MATCH (r:LeagueRun) RETURN count(r) AS runs')).toEqual([{ runs: 2 }]);
  });

  it('is absent for whoever is below its marking', async () => {
    const made = await run();
    expect(await findRun(graph, made.id, { visible: [] })).toBeUndefined();
    await expect(freeze(made.id, 'no reason at all', { ...caller, visible: [] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('of nobody is a run as well', async () => {
    await rawCypher(graph, 'remove-facts');
    const made = await run();
    expect(made).toMatchObject({ entries: [], listed: { suspects: 0, harmMicros: 0 } });
  });
});

describe('freezing a run', () => {
  it('keeps who, when and why, and happens once', async () => {
    const { id } = await run();
    const frozen = await freezeRun(graph, { id, reason: ' signed off ' }, caller, at('2023-07-03T09:00:00Z'));
    expect(frozen.head).toMatchObject({
      status: 'FROZEN',
      frozenBy: 'p.marple',
      frozenReason: 'signed off',
    });
    expect(await freeze(id, 'signed off')).toEqual(frozen);
    await expect(freeze(id, 'signed off', other)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(freeze(id, 'another reason')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await read(id)).head).toEqual(frozen.head);
  });

  it('needs a reason', async () => {
    const { id } = await run();
    for (const reason of ['', '  ', 'too short', 'x'.repeat(2_001)])
      await expect(freeze(id, reason)).rejects.toMatchObject({
        code: 'BAD_INPUT',
        place: { argument: 'reason' },
      });
    expect((await read(id)).head.status).toBe('DRAFT');
  });

  it('by two at once succeeds for one', async () => {
    const { id } = await run();
    const both = await Promise.allSettled([freeze(id, 'mine it is'), freeze(id, 'mine it is too', other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('makes a run the one before of later runs, by their last day', async () => {
    const june = await run();
    const may = await run({ asOf: '2023-05-31' });
    const draft = await run({ asOf: '2023-06-15' });
    const again = await run();
    expect(await previousFrozenRun(graph, june, caller)).toBeUndefined();
    await freeze(may.id);
    await freeze(june.id);
    expect((await previousFrozenRun(graph, june, caller))?.id).toBe(may.id);
    expect((await previousFrozenRun(graph, draft, caller))?.id).toBe(may.id);
    expect((await previousFrozenRun(graph, again, caller))?.id).toBe(june.id);
    expect(await previousFrozenRun(graph, may, caller)).toBeUndefined();
    expect(await previousFrozenRun(graph, june, { visible: [] })).toBeUndefined();
  });
});

describe('a run for a past date', () => {
  it('reads statuses by the day since when they hold, and says that it is backfilled', async () => {
    const past = await run({ asOf: '2023-06-18' });
    expect(past.backfilled).toBe(true);
    expect(past.exclusions).toEqual([]);
    const statuses = past.entries.flatMap(({ personId, allegations }) =>
      allegations.map(({ offenceId, status }) => [personId, offenceId, status]),
    );
    expect(statuses).toEqual([
      ['s:2', 's:a', 'CHARGED'],
      ['s:2', 's:b', 'NAMED'],
      ['s:3', 's:a', undefined],
      ['s:3', 's:d', 'NAMED'],
    ]);
    expect(past.totals.offences).toBe(3);
  });

  it('counts from its day on what a status leaves out', async () => {
    const [eve, day] = [await run({ asOf: '2023-06-24' }), await run({ asOf: '2023-06-25' })];
    const offencesOf = ({ entries }: StoredRun) =>
      entries.find(({ personId }) => personId === 's:3')?.allegations.map(({ offenceId }) => offenceId);
    expect(offencesOf(eve)).toEqual(['s:a', 's:d']);
    expect(offencesOf(day)).toEqual(['s:a']);
    expect(day.exclusions).toEqual([{ personId: 's:3', offenceId: 's:d', status: 'ELIMINATED' }]);
  });

  it('does not change the league of that date, which says what is known now', async () => {
    await run({ asOf: '2023-06-18' });
    const league = await computeLeague(graph, { programme: 'all', asOf: '2023-06-18' }, caller);
    expect(league.entries.find(({ personId }) => personId === 's:3')?.offences).toBe(1);
  });

  it('can be asked for on the newest report date', async () => {
    expect((await run()).backfilled).toBe(false);
    expect((await run({ backfill: true })).backfilled).toBe(true);
  });
});
