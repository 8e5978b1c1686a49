import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { backfillRuns, findRun, leagueSchedule } from '../../../src/league/index.ts';
import { compareStoredRuns, type StoredComparison } from '../../../src/league/movement/compareStoredRuns.ts';
import { CAUSES, type Movement } from '../../../src/league/movement/RunComparison.ts';
import { askLeague } from './askLeague.ts';
import { leagueStore } from './bundleRows.ts';
import {
  canonical,
  HISTORY_REASON,
  MONTHS,
  PROGRAMME,
  type SeedHistory,
  seedHistory,
  supervisor,
} from './seedHistory.ts';

let graph: Graph;
let schema: GraphQLSchema;
let history: SeedHistory;
let comparisons: readonly StoredComparison[];

const SIZE = 400;
const runs = () => [...history.backfilled, ...history.later];
const causesOf = (movements: readonly Movement[]) =>
  new Set(movements.flatMap(({ causes }) => causes.map(({ cause }) => cause)));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
  history = await seedHistory(graph, SIZE);
  const pairs = runs().flatMap((after, index) => {
    const before = runs()[index - 1];
    return before === undefined ? [] : [{ before, after }];
  });
  const compared: StoredComparison[] = [];
  for (const pair of pairs) compared.push(await compareStoredRuns(graph, pair, supervisor));
  comparisons = compared;
}, 300_000);

const ask = (source: string) => askLeague(graph, schema, supervisor, source);

describe('the seed, month by month', () => {
  it('gives twelve frozen runs that were made later, and one for each later bundle', async () => {
    expect(history.backfilled).toHaveLength(MONTHS);
    const found = await Promise.all(runs().map((id) => findRun(graph, id, supervisor)));
    expect(found.map((run) => [run?.to, run?.head.status, run?.backfilled])).toEqual([
      ...['2022-07-31', '2022-08-31', '2022-09-30', '2022-10-31', '2022-11-30', '2022-12-31'].map((day) => [
        day,
        'FROZEN',
        true,
      ]),
      ...['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31', '2023-06-30'].map((day) => [
        day,
        'FROZEN',
        true,
      ]),
      ...['2023-07-31', '2023-08-31', '2023-09-30'].map((day) => [day, 'FROZEN', false]),
    ]);
  });

  it('is left as it is where it is asked for again, and says so', async () => {
    const request = { programme: PROGRAMME, months: 15, freezeReason: HISTORY_REASON };
    const again = await backfillRuns(graph, request, supervisor, systemClock);
    expect(again.map(({ run, skipped }) => [run.id, skipped])).toEqual(runs().map((id) => [id, true]));
  });

  it('says after all later imports what it said when it was frozen', async () => {
    for (const id of runs()) expect(await canonical(graph, id), id).toBe(history.said.get(id));
  });

  it('keeps the schedule by the runs that were made at their time', async () => {
    const schedule = await leagueSchedule(graph, PROGRAMME, supervisor, systemClock);
    const september = history.later[2];
    expect(schedule).toMatchObject({ lastRun: september, lastFrozen: september, overdue: false });
  });
});

describe('every two runs that follow each other', () => {
  it('have causes that add up to the change of each person, and changes that add up to that of the table', () => {
    expect(comparisons).toHaveLength(MONTHS + 2);
    for (const { movements, runBefore, runAfter } of comparisons) {
      for (const { causes, changeMicros, harmMicrosAfter, harmMicrosBefore } of movements) {
        expect(changeMicros).toBe(harmMicrosAfter - harmMicrosBefore);
        expect(sum(causes.map(({ shareMicros }) => shareMicros))).toBe(changeMicros);
      }
      expect(movements.filter(({ rankBefore }) => rankBefore !== undefined)).toHaveLength(runBefore.ranked);
      expect(movements.filter(({ rankAfter }) => rankAfter !== undefined)).toHaveLength(runAfter.ranked);
    }
  });

  it('name a cause for everybody whose place or harm is another, and nothing that did not happen', () => {
    const past = comparisons.slice(0, MONTHS - 1);
    for (const { movements } of comparisons)
      for (const { causes, changeMicros, rankChange } of movements)
        if (changeMicros !== 0 || (rankChange ?? 0) !== 0) expect(causes).not.toEqual([]);
    // A past that was made in one go knows of no other types, weights, persons or programmes.
    const possible = ['ELIMINATED_OR_ACQUITTED', 'LEFT_WINDOW', 'NEW_OFFENCE', 'OTHERS_MOVED'];
    for (const { movements } of past)
      for (const cause of causesOf(movements)) expect(possible).toContain(cause);
  });

  it('tell how much of the list was exchanged', () => {
    for (const { turnover } of comparisons) {
      const { listedBefore, listedAfter, stayed, left, entered, jaccard } = turnover;
      expect([listedBefore, listedAfter]).toEqual([100, 100]);
      expect([stayed + left, stayed + entered]).toEqual([100, 100]);
      expect(left).toBeGreaterThan(0);
      expect(jaccard).toBeCloseTo(stayed / (stayed + left + entered), 12);
    }
  });
});

describe('the three later runs', () => {
  it('hold every cause of a move, each on the list itself', () => {
    const [july, august, september] = comparisons.slice(-3).map(({ movements }) => {
      return causesOf(movements.filter(({ listedBefore, listedAfter }) => listedBefore || listedAfter));
    });
    for (const cause of [
      'NEW_OFFENCE',
      'LEFT_WINDOW',
      'RECLASSIFIED',
      'ELIMINATED_OR_ACQUITTED',
      'OTHERS_MOVED',
    ])
      expect([...(july ?? [])], cause).toContain(cause);
    expect([...(august ?? [])]).toEqual(expect.arrayContaining(['IDENTITY', 'PROGRAMME_CHANGED']));
    expect([...(september ?? [])]).toEqual(expect.arrayContaining(['IDENTITY', 'WEIGHT_CHANGED']));
    // Nobody is reinstated or corrected in the later bundles.
    const found = new Set([july, august, september].flatMap((causes) => [...(causes ?? [])]));
    expect([...found].sort()).toEqual(
      CAUSES.filter((cause) => !['REINSTATED', 'FACTS_CORRECTED'].includes(cause)).sort(),
    );
  });

  it('tell an offence that was reclassified into the programme from a new one', () => {
    for (const { movements } of comparisons.slice(-3)) {
      const gained = movements.flatMap(({ causes, personId }) =>
        causes
          .filter(({ cause, shareMicros }) => cause === 'RECLASSIFIED' && shareMicros > 0)
          .map(({ offenceIds }) => [personId, ...offenceIds]),
      );
      expect(gained.length).toBeGreaterThan(0);
    }
    const [july] = comparisons.slice(-3);
    const unranked = july?.movements.filter(({ rankBefore, causes }) => {
      return rankBefore === undefined && causes.some(({ cause }) => cause === 'RECLASSIFIED');
    });
    expect(unranked?.length).toBeGreaterThan(0);
  });

  it('say on each of their lines how it moved, and who left, as the comparison does', async () => {
    const id = history.later[0];
    const { leagueRun } = await ask(`{ leagueRun(id: "${id}") {
      previousRun { id }
      left(first: 200) { edges { node { rankBefore rankAfter state } } }
      entries { rank harmDays movement { rankBefore rankAfter rankChange state harmDaysAfter changeDays causes { cause days } } } } }`);
    const comparison = comparisons.at(-3);
    expect(leagueRun.previousRun.id).toBe(history.backfilled.at(-1));
    expect(leagueRun.left.edges).toHaveLength(comparison?.turnover.left ?? -1);
    const listed = comparison?.movements.filter(({ listedAfter }) => listedAfter) ?? [];
    expect(leagueRun.entries).toHaveLength(listed.length);
    for (const [index, entry] of leagueRun.entries.entries()) {
      expect(entry.movement).toMatchObject({
        rankAfter: entry.rank,
        rankBefore: listed[index]?.rankBefore ?? null,
        state: listed[index]?.state,
        harmDaysAfter: entry.harmDays,
        causes: listed[index]?.causes.map(({ cause, shareMicros }) => ({ cause, days: shareMicros / 1e6 })),
      });
    }
  });
});
