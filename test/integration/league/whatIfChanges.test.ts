import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague, createProgramme, type ProgrammeInput } from '../../../src/league/index.ts';
import { allegationsOf } from '../../../src/league/table/allegations.ts';
import { computeTable } from '../../../src/league/table/computeTable.ts';
import type { RankedSuspect } from '../../../src/league/table/Line.ts';
import { readDraftState } from '../../../src/league/table/ProgrammeState.ts';
import type { WhatIfInput } from '../../../src/league/whatIf/WhatIfChange.ts';
import { whatIf } from '../../../src/league/whatIf/whatIf.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { enriched } from './enrichedRows.ts';
import { randomBundles } from './randomRows.ts';

const caller = { subject: 'ana', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
const SIZE = 4;
const NOT_THESE = ['NAMED', 'ARRESTED', 'ELIMINATED', 'ACQUITTED'];

/** Programmes, with each change of a definition written out as a programme of its own. */
const BASES: Readonly<Record<string, Partial<ProgrammeInput>>> = {
  wide: {},
  narrow: { minOffences: 2, historic: false, foundBy: ['VICTIM', 'UNKNOWN', 'WITNESS'], windowDays: 3_000 },
  strict: {
    suspectSexes: ['M', 'F'],
    foundBy: ['POLICE', 'COMPANY', 'UNKNOWN'],
    excludedStatuses: ['ARRESTED'],
  },
};
const DEFINED: readonly (readonly [string, WhatIfInput, Partial<ProgrammeInput>])[] = [
  ['wide', { chargedOrConvictedOnly: true }, { excludedStatuses: NOT_THESE }],
  ['wide', { historic: false }, { historic: false }],
  ['wide', { historic: true }, {}],
  ['wide', { policeInitiated: false }, { foundBy: ['VICTIM', 'WITNESS', 'COMPANY', 'UNKNOWN'] }],
  ['wide', { companyDetected: false }, { foundBy: ['VICTIM', 'WITNESS', 'POLICE', 'UNKNOWN'] }],
  ['wide', { policeInitiated: true }, {}],
  ['narrow', { chargedOrConvictedOnly: true }, { excludedStatuses: NOT_THESE }],
  ['narrow', { historic: true }, { historic: true }],
  ['narrow', { policeInitiated: true }, { foundBy: ['VICTIM', 'UNKNOWN', 'WITNESS', 'POLICE'] }],
  ['narrow', { companyDetected: true }, { foundBy: ['VICTIM', 'UNKNOWN', 'WITNESS', 'COMPANY'] }],
  ['strict', { chargedOrConvictedOnly: true }, { excludedStatuses: NOT_THESE }],
  ['strict', { policeInitiated: false }, { foundBy: ['COMPANY', 'UNKNOWN'] }],
  ['strict', { historic: false }, { historic: false }],
  ['wide', { windowDays: 180 }, { windowDays: 180 }],
  ['wide', { windowDays: 730 }, { windowDays: 730 }],
  ['narrow', { windowDays: 365 }, { windowDays: 365 }],
  ['strict', { edition: 'ons-css-2020' }, { edition: 'ons-css-2020' }],
];
const changedId = (index: number) => `changed-${index}`;

let graph: Graph;
const define = (id: string, input: Partial<ProgrammeInput>) =>
  createProgramme(
    graph,
    { id, name: id, description: 'For what-ifs.', ...input },
    { caller, at: '2023-07-01T00:00:00Z' },
  );
beforeAll(async () => {
  graph = await leagueStore();
  for (const [id, base] of Object.entries(BASES)) await define(id, base);
  for (const [index, [base, , change]] of DEFINED.entries())
    await define(changedId(index), { ...BASES[base], ...change });
});

const request = (programme: string) => ({ programme, asOf: '2023-06-30', size: SIZE });
const league = (programme: string) => computeLeague(graph, request(programme), caller);
const ask = (programme: string, personId: string, change: WhatIfInput) =>
  whatIf(graph, { ...request(programme), personId, change }, caller);

type Answer = Awaited<ReturnType<typeof ask>>;
const idsOf = (moves: Answer['entering']) => moves.map(({ personId }) => personId);

/** A what-if says the places of both tables, and who is on one list and not on the other. */
function expectPlaces(answer: Answer, before: readonly RankedSuspect[], after: readonly RankedSuspect[]) {
  const place = (ranked: readonly RankedSuspect[]) => {
    const line = ranked.find(({ personId }) => personId === answer.personId);
    return line && { ...line, listed: ranked.indexOf(line) < SIZE };
  };
  const list = (ranked: readonly RankedSuspect[]) => ranked.slice(0, SIZE).map(({ personId }) => personId);
  expect(answer.before).toEqual(place(before));
  expect(answer.after).toEqual(place(after));
  expect(idsOf(answer.entering)).toEqual(list(after).filter((id) => !list(before).includes(id)));
  expect(idsOf(answer.leaving)).toEqual(list(before).filter((id) => !list(after).includes(id)));
}

/** The table that the league's own query gives now, kept nowhere. */
async function tableNow(programme: string): Promise<readonly RankedSuspect[]> {
  const { programme: found, asOf } = await league(programme);
  const state = await readDraftState(graph, found);
  const question = { allTime: false, windowDays: found.windowDays, asOf };
  return (await computeTable(graph, question, state)).ranked;
}

/** What the league says while the store is otherwise, which is then put right again. */
async function whileTrue(
  programme: string,
  make: string,
  undo: string,
  params: Record<string, unknown> = {},
) {
  await rawCypher(graph, make, params);
  const ranked = await tableNow(programme);
  await rawCypher(graph, undo, params);
  return ranked;
}

describe.each(randomBundles(3).map((rows, index) => [index, enriched(rows)] as const))(
  'what-ifs on random bundle %i say what the league says where it is really so',
  (_index, rows) => {
    beforeAll(async () => {
      await rawCypher(graph, 'remove-facts');
      expect((await importRows(graph, rows)).rejected).toBe(0);
    });

    it('of a programme that is defined otherwise, another window and another edition', async () => {
      for (const [index, [base, change]] of DEFINED.entries()) {
        const before = (await league(base)).table.ranked;
        const after = (await league(changedId(index))).table.ranked;
        const people = new Set([...before, ...after].map(({ personId }) => personId));
        for (const personId of people) expectPlaces(await ask(base, personId, change), before, after);
      }
    });

    it('of an offence that is not there, for everybody and for one suspect', async () => {
      for (const programme of Object.keys(BASES)) {
        const { table } = await league(programme);
        for (const { personId, offenceId } of await allegationsOf(graph, table)) {
          const gone = await whileTrue(
            programme,
            'MATCH (o:Offence {id: $offenceId}) SET o.endedOn = date()',
            'MATCH (o:Offence {id: $offenceId}) REMOVE o.endedOn',
            { offenceId },
          );
          expectPlaces(await ask(programme, personId, { withoutOffence: offenceId }), table.ranked, gone);
          const role = 'MATCH (:Person {id: $personId})-[s:SUSPECT_IN]->(:Offence {id: $offenceId})';
          const cleared = await whileTrue(
            programme,
            `${role} SET s.endedOn = date()`,
            `${role} REMOVE s.endedOn`,
            { personId, offenceId },
          );
          expectPlaces(
            await ask(programme, personId, { withoutAllegation: offenceId }),
            table.ranked,
            cleared,
          );
        }
      }
    });

    it('of provisional weights at their bounds', async () => {
      for (const [bound, field] of [
        ['LOWER', 'lowMicros'],
        ['UPPER', 'highMicros'],
      ] as const)
        for (const programme of Object.keys(BASES)) {
          const weights = "MATCH ()-[w:WEIGHS]->(:HarmEdition {id: 'cchi-public'})";
          const before = await tableNow(programme);
          const after = await whileTrue(
            programme,
            `${weights} SET w.stood = w.micros, w.micros = w.${field}`,
            `${weights} SET w.micros = w.stood REMOVE w.stood`,
          );
          for (const { personId } of before)
            expectPlaces(await ask(programme, personId, { provisionalWeights: bound }), before, after);
        }
    });
  },
);

describe('the random bundles', () => {
  it('hold what the changes ask about, so that each moves somebody somewhere', async () => {
    const moved = new Set<string>();
    for (const rows of randomBundles(3).map(enriched)) {
      await rawCypher(graph, 'remove-facts');
      await importRows(graph, rows);
      for (const [index, [base]] of DEFINED.entries()) {
        const before = (await league(base)).table.ranked;
        const after = (await league(changedId(index))).table.ranked;
        if (JSON.stringify(before) !== JSON.stringify(after)) moved.add(changedId(index));
      }
    }
    const still = DEFINED.flatMap(([, change], index) => (moved.has(changedId(index)) ? [] : [change]));
    expect(still).toEqual([{ historic: true }, { policeInitiated: true }]);
  });
});
