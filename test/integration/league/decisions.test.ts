import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { decide, endAdoption } from '../../../src/league/adoption/decide.ts';
import { createProgramme, freezeRun, makeRun } from '../../../src/league/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import type { TestService } from '../../support/testService.ts';
import { importRows } from './bundleRows.ts';
import { type Answer, askAs, sixMenService } from './sixMen.ts';

const visible = ['OFFICIAL'];
const caller = { subject: 'p.marple', teams: ['North'], visible, clearance: 'OFFICIAL', compartments: [] };
const cleared = { ...caller, subject: 'chief', visible: ['OFFICIAL', 'SECRET'], clearance: 'SECRET' };
const on = (day: string) => ({ now: () => new Date(`${day}T09:00:00Z`) });
const reason = 'agreed at the weekly meeting';
let graph: Graph;
let tests: TestService;
beforeAll(async () => {
  ({ graph, tests } = await sixMenService());
}, 120_000);
const ask = (...asked: readonly [query: string, role?: string, clearance?: string]) => askAs(tests, ...asked);
const decideOn = (status: 'PROPOSED' | 'ADOPTED' | 'DECLINED', personId: string, day: string, by = caller) =>
  decide(
    graph,
    status,
    { programme: 'all', personId, reason, reviewOn: status === 'ADOPTED' ? '2023-10-01' : undefined },
    by,
    on(day),
  );

describe('decisions on people on a list', () => {
  it('measure the time on the list before the first action, from the first frozen run; without one it is not known', async () => {
    const { daysListedBefore: none } = await decidedBefore('DECLINED', 's:5');
    expect(none).toBeNull();
    const run = await makeRun(graph, { programme: 'all', size: 1 }, caller, on('2023-06-02'));
    await freezeRun(graph, { id: run.id, reason: 'list of June' }, caller, on('2023-06-02'));
    const later = await makeRun(graph, { programme: 'all' }, caller, on('2023-06-20'));
    await freezeRun(graph, { id: later.id, reason: 'list of June again' }, caller, on('2023-06-20'));
    expect(await decidedBefore('ADOPTED', 's:1')).toEqual({
      personId: 's:1',
      firstListedOn: '2023-06-01',
      daysListedBefore: 32,
    });
  });

  async function decidedBefore(status: 'ADOPTED' | 'DECLINED', personId: string) {
    const { id } = await decideOn(status, personId, '2023-07-03');
    const { data } = await ask(
      `{ person(id: "${personId}") { adoptions { id firstListedOn daysListedBefore } } }`,
    );
    const { adoptions } = (data as { person: { adoptions: Record<string, unknown>[] } }).person;
    const { id: _id, ...told } = adoptions.find((found) => found.id === id) ?? {};
    return told.firstListedOn === null ? told : { personId, ...told };
  }

  it('are declined by supervisors alone, and leave the rank and a record', async () => {
    const decline =
      'mutation { declineEntry(programme: "all", personId: "s:6", reason: "no power to act here") { status reviewOn reviewDue } }';
    for (const role of ['analyst', 'planner', 'authorising-officer'])
      expect((await ask(decline, role)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(decline)).data).toEqual({
      declineEntry: { status: 'DECLINED', reviewOn: null, reviewDue: false },
    });
    const { data } = await ask(
      '{ league(programme: "all") { entries { rank person { id } adoption { status reason } } } }',
    );
    expect((data as { league: { entries: unknown[] } }).league.entries[5]).toEqual({
      rank: 6,
      person: { id: 's:6' },
      adoption: { status: 'DECLINED', reason: 'no power to act here' },
    });
  });

  it('fall due for review and end by nobody but a person; the end needs a right, and its record stays', async () => {
    const { id } = await decideOn('ADOPTED', 's:2', '2023-07-03');
    const due = await ask(
      '{ adoptions(programme: "all", state: ADOPTED) { edges { node { id status reviewOn reviewDue endedAt } } } }',
    );
    expect(nodesOf(due)).toContainEqual({
      id,
      status: 'ADOPTED',
      reviewOn: '2023-10-01',
      reviewDue: true,
      endedAt: null,
    });
    const end = `mutation { endAdoption(id: "${id}", reason: "managed by probation now") { status } }`;
    expect((await ask(end, 'analyst')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(end)).data).toEqual({ endAdoption: { status: 'ENDED' } });
    const after = await ask(
      '{ adoptions(programme: "all", state: ENDED) { edges { node { id endedBy endedReason reviewDue } } } }',
    );
    expect(nodesOf(after)).toEqual([
      { id, endedBy: 'tester', endedReason: 'managed by probation now', reviewDue: false },
    ]);
  });

  it('stand on record when the person is ranked no more: there are no shadow lists', async () => {
    const { id } = await decideOn('ADOPTED', 's:4', '2023-07-03');
    await importRows(
      graph,
      {
        involvements: [{ person_id: '4', offence_id: 'o4', role: 'SUSPECT', status: 'ELIMINATED' }],
      },
      { asOf: '2023-07-05' },
    );
    const { data } = await ask('{ league(programme: "all") { entries { person { id } } } }');
    expect(JSON.stringify(data)).not.toContain('s:4');
    const listed = await ask(
      '{ adoptions(programme: "all") { edges { node { id status rank person { id } } } } }',
    );
    expect(nodesOf(listed)).toContainEqual({ id, status: 'ADOPTED', rank: 4, person: { id: 's:4' } });
    await expect(decideOn('DECLINED', 's:4', '2023-07-06')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('go with the record when records are merged, and back with it when they are parted', async () => {
    const { id } = await decideOn('ADOPTED', 's:3', '2023-07-03');
    const judged = (verdict: string, asOf: string) =>
      importRows(graph, { judgements: [{ person_id: '1', other_person_id: '3', verdict }] }, { asOf });
    const holder = async () => {
      const { data } = await ask('{ adoptions(programme: "all") { edges { node { id person { id } } } } }');
      const nodes = nodesOf({ data } as Answer) as { id: string; person: unknown }[];
      return nodes.find((node) => node.id === id)?.person;
    };
    await judged('SAME', '2023-07-06');
    expect(await holder()).toEqual({ id: 's:1' });
    await judged('DIFFERENT', '2023-07-07');
    expect(await holder()).toEqual({ id: 's:3' });
  });

  it('above the base marking are neither shown nor counted to who is not cleared', async () => {
    await rawCypher(graph, "MERGE (m:Marking {id: 'SECRET'}) SET m.level = 'SECRET', m.compartments = []");
    await createProgramme(
      graph,
      {
        id: 'covert',
        name: 'Covert list',
        description: 'A list that few may see.',
        marking: 'SECRET',
        windowDays: 365,
        size: 10,
        edition: 'cchi-public',
      },
      { caller: cleared, at: '2023-07-03T09:00:00Z' },
    );
    const hidden = await decide(
      graph,
      'ADOPTED',
      { programme: 'covert', personId: 's:5', reason, reviewOn: '2999-01-01' },
      cleared,
      on('2023-07-03'),
    );
    const told =
      '{ person(id: "s:5") { adoptions { id } } league(programme: "all") { entriesWhere(filter: { managedElsewhere: true }) { entries { person { id } } leftOut } } }';
    const open = await ask(told);
    expect(JSON.stringify(open.data)).not.toContain(hidden.id);
    const openWhere = (open.data as { league: { entriesWhere: { entries: unknown[]; leftOut: number } } })
      .league.entriesWhere;
    expect(JSON.stringify(openWhere.entries)).not.toContain('s:5');
    const above = await ask(told, 'supervisor', 'SECRET');
    const seen = (
      above.data as typeof open.data & { league: { entriesWhere: { entries: unknown[]; leftOut: number } } }
    ).league.entriesWhere;
    expect(JSON.stringify(above.data)).toContain(hidden.id);
    expect(JSON.stringify(seen.entries)).toContain('s:5');
    expect(seen.leftOut).toBe(openWhere.leftOut - 1);
    const refused = await ask('{ adoptions(programme: "covert") { edges { node { id } } } }');
    expect(refused.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await expect(
      endAdoption(graph, { id: hidden.id, reason: 'trying to end it' }, caller, on('2023-07-04')),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

const nodesOf = ({ data }: Answer) =>
  (data as { adoptions: { edges: { node: unknown }[] } }).adoptions.edges.map(({ node }) => node);
