import { addMinutes, parseISO } from 'date-fns';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type Ask, askerOf, dataOf } from './askRecords.ts';

const REVEAL = `mutation ($offenceId: ID!, $pseudonym: String!, $reason: String!) {
  revealVictim(offenceId: $offenceId, pseudonym: $pseudonym, reason: $reason) { names sex bornOn recordIds expiresAt } }`;
const READ = 'query ($id: ID!) { offence(id: $id) { victims { pseudonym revealed { names } } } }';
const MINE = `query ($first: Int, $after: String) { myReveals(first: $first, after: $after) {
  edges { node { pseudonym reason at expiresAt offence { id } revealed { names } } } pageInfo { hasNextPage endCursor } } }`;
const REASON = 'she asked to be called back';

let ask: Ask;
let graph: Awaited<ReturnType<typeof testGraph>>;
beforeAll(async () => {
  graph = await testGraph();
  ask = askerOf(graph, await assembleSchema());
  await importLines(graph, {
    'manifest.yaml': manifest('r', '2023-06-30'),
    'persons.csv': [
      'id,full_name,given_names,family_name,aliases,sex,born_on,marking',
      'V,,Vera,Moss,Vee,F,1990-02-03,',
      'V9,Vera Moss-Hill,,,,,,',
      'W,Xenia Quill,,,,F,,',
      'S,Sid Stone,,,,M,,',
      'H,Hal Hidden,,,,,,SECRET',
    ],
    'offences.csv': ['id,marking', 'O1,', 'O2,', 'OS,SECRET'],
    'involvements.csv': [
      'person_id,offence_id,role',
      ...['V,O1,VICTIM', 'W,O1,VICTIM', 'S,O1,SUSPECT', 'W,O2,VICTIM', 'V,OS,VICTIM', 'H,O2,VICTIM'],
    ],
    'judgements.csv': ['person_id,other_person_id,verdict', 'V,V9,SAME'],
  });
});

/** A supervisor of their own, at a time that the test moves. */
function supervisor(subject: string) {
  const time = { now: parseISO('2024-05-01T10:00:00Z') };
  const asker = { subject, roles: ['supervisor'], clock: { now: () => time.now } };
  const later = (minutes: number) => {
    time.now = addMinutes(time.now, minutes);
  };
  return { asker, later };
}

/** The pseudonym of the victim of an offence who is called so. */
async function pseudonymOf(offenceId: string, name: string): Promise<string> {
  const { asker } = supervisor(`finder of ${name} in ${offenceId}`);
  const { offence } = await dataOf(
    ask('query ($id: ID!) { offence(id: $id) { victims { pseudonym } } }', { id: offenceId }, asker),
  );
  for (const { pseudonym } of offence.victims) {
    const { revealVictim } = await dataOf(ask(REVEAL, { offenceId, pseudonym, reason: REASON }, asker));
    if (revealVictim.names.includes(name)) return pseudonym;
  }
  throw new Error(`Nobody is called ${name}.`);
}

describe('revealVictim', () => {
  it('tells a supervisor who a victim is, from every record, and until when', async () => {
    const { asker } = supervisor('tells');
    const pseudonym = await pseudonymOf('r:O1', 'Vera Moss');
    const { revealVictim } = await dataOf(
      ask(REVEAL, { offenceId: 'r:O1', pseudonym, reason: REASON }, asker),
    );
    expect(revealVictim).toEqual({
      names: ['Vera Moss', 'Vera Moss-Hill', 'Vee'],
      sex: 'F',
      bornOn: '1990-02-03',
      recordIds: ['r:V', 'r:V9'],
      expiresAt: '2024-05-01T11:00:00Z',
    });
  });

  it('gives the audit the offence, the reveal and every record that was shown', async () => {
    const { asker } = supervisor('audited');
    const pseudonym = await pseudonymOf('r:O1', 'Vera Moss');
    const { touched } = await ask(REVEAL, { offenceId: 'r:O1', pseudonym, reason: REASON }, asker);
    expect(touched.toSorted()).toEqual(['r:O1', 'r:V', 'r:V9', expect.stringMatching(/^reveal:/)]);
  });

  it('is refused to everybody who is no supervisor', async () => {
    const pseudonym = await pseudonymOf('r:O1', 'Vera Moss');
    for (const role of [
      'analyst',
      'planner',
      'authorising-officer',
      'auditor',
      'importer',
      'administrator',
      'deconfliction-desk',
    ]) {
      const { errors, text } = await ask(
        REVEAL,
        { offenceId: 'r:O1', pseudonym, reason: REASON },
        { roles: [role] },
      );
      expect(errors[0]?.extensions?.code, role).toBe('FORBIDDEN');
      expect(text).not.toMatch(/Vera|Moss|r:V/);
    }
  });

  it('is refused to a machine, whatever its roles', async () => {
    const pseudonym = await pseudonymOf('r:O1', 'Vera Moss');
    const machine = { ...supervisor('robot').asker, machine: true };
    const { errors, text } = await ask(REVEAL, { offenceId: 'r:O1', pseudonym, reason: REASON }, machine);
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(text).not.toMatch(/Vera|Moss|r:V/);
  });

  it('answers in the same words for no such offence, a hidden one, and a pseudonym of another offence or of nobody', async () => {
    const { asker } = supervisor('wrong');
    const [vera, xenia] = [await pseudonymOf('r:O1', 'Vera Moss'), await pseudonymOf('r:O1', 'Xenia Quill')];
    const answers = [];
    for (const [offenceId, pseudonym] of [
      ['r:nothing', vera],
      ['r:OS', vera],
      ['r:O2', vera],
      ['r:O1', 'V-000000000000'],
      ['r:O1', ''],
      ['r:O1', 'r:V'],
    ])
      answers.push((await ask(REVEAL, { offenceId, pseudonym, reason: REASON }, asker)).text);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND');
    expect(
      (await ask(REVEAL, { offenceId: 'r:O2', pseudonym: xenia, reason: REASON }, asker)).errors,
    ).toEqual([]);
  });

  it('shows no victim whose record is hidden', async () => {
    const high = { ...supervisor('high').asker, clearance: 'SECRET' };
    const victims = 'query ($id: ID!) { offence(id: $id) { victims { pseudonym } } }';
    const all: { pseudonym: string }[] = (await dataOf(ask(victims, { id: 'r:O2' }, high))).offence.victims;
    const hidden = all.find(({ pseudonym }) => pseudonym !== undefined && all.length === 2);
    expect(hidden).toBeDefined();
    const low = supervisor('low').asker;
    const answers = await Promise.all(
      all.map(({ pseudonym }) => ask(REVEAL, { offenceId: 'r:O2', pseudonym, reason: REASON }, low)),
    );
    expect(answers.filter(({ errors }) => errors[0]?.extensions?.code === 'NOT_FOUND')).toHaveLength(1);
    expect(answers.map(({ text }) => text).join()).not.toContain('Hal');
  });

  it.each(['', 'too short', `      ${'x'.repeat(9)}      `, 'x'.repeat(2_001)])(
    'wants a reason of 10 to 2,000 characters, not %j',
    async (reason) => {
      const { errors } = await ask(
        REVEAL,
        { offenceId: 'r:O1', pseudonym: 'V-000000000000', reason },
        supervisor('brief').asker,
      );
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('10 to 2,000'),
          extensions: { code: 'BAD_INPUT', argument: 'reason' },
        }),
      ]);
    },
  );

  it('keeps who, whom, why and until when, marked like what it shows', async () => {
    const high = { ...supervisor('kept').asker, clearance: 'SECRET' };
    const victims = 'query ($id: ID!) { offence(id: $id) { victims { pseudonym } } }';
    const [victim] = (await dataOf(ask(victims, { id: 'r:OS' }, high))).offence.victims;
    await dataOf(ask(REVEAL, { offenceId: 'r:OS', pseudonym: victim.pseudonym, reason: REASON }, high));
    const rows = await rawCypher(
      graph,
      `MATCH (o:Offence)<-[:OF]-(v:VictimReveal {by: 'kept'})-[:REVEALS]->(p:Person)
       RETURN o.id AS offence, p.id AS person, v.reason AS reason, toString(v.at) AS at, toString(v.expiresAt) AS expiresAt, v.marking AS marking`,
    );
    expect(rows).toEqual([
      {
        offence: 'r:OS',
        person: 'r:V',
        reason: REASON,
        at: '2024-05-01T10:00:00Z',
        expiresAt: '2024-05-01T11:00:00Z',
        marking: 'SECRET',
      },
    ]);
    const low = await dataOf(ask(MINE, {}, { ...high, clearance: 'OFFICIAL' }));
    expect(low.myReveals.edges).toEqual([]);
  });
});

describe('Victim.revealed', () => {
  const shown = async (asker: Parameters<Ask>[2], id = 'r:O1') =>
    (await dataOf(ask(READ, { id }, asker))).offence.victims
      .map(({ revealed }: { revealed: { names: string[] } | null }) => revealed?.names[0] ?? null)
      .filter((name: string | null) => name !== null);
  const revealTo = async (asker: Parameters<Ask>[2]) =>
    dataOf(
      ask(
        REVEAL,
        { offenceId: 'r:O1', pseudonym: await pseudonymOf('r:O1', 'Xenia Quill'), reason: REASON },
        asker,
      ),
    );

  it('names that victim in that offence to whoever revealed them, and nobody else to nobody else', async () => {
    const { asker } = supervisor('owner');
    expect(await shown(asker)).toEqual([]);
    await revealTo(asker);
    expect(await shown(asker)).toEqual(['Xenia Quill']);
    expect(await shown(asker, 'r:O2')).toEqual([]);
    expect(await shown(supervisor('somebody else').asker)).toEqual([]);
  });

  it('ends when the reveal expires, and when its reader is no supervisor any more', async () => {
    const { asker, later } = supervisor('expiring');
    await revealTo(asker);
    later(59);
    expect(await shown(asker)).toEqual(['Xenia Quill']);
    expect(await shown({ ...asker, roles: ['analyst'] })).toEqual([]);
    later(1);
    expect(await shown(asker)).toEqual([]);
  });

  it('gives the audit the records each time that it shows them', async () => {
    const { asker } = supervisor('read again');
    await revealTo(asker);
    expect((await ask(READ, { id: 'r:O1' }, asker)).touched).toContain('r:W');
    expect((await ask(READ, { id: 'r:O1' }, supervisor('else').asker)).touched).not.toContain('r:W');
  });
});

describe('myReveals', () => {
  it('lists a reader`s own, newest first, page by page, and names only those that live', async () => {
    const { asker, later } = supervisor('lister');
    const pseudonym = await pseudonymOf('r:O1', 'Vera Moss');
    for (const reason of ['the first of my reasons', 'the second of my reasons']) {
      await dataOf(ask(REVEAL, { offenceId: 'r:O1', pseudonym, reason }, asker));
      later(70);
    }
    await dataOf(ask(REVEAL, { offenceId: 'r:O1', pseudonym, reason: 'the third of my reasons' }, asker));
    const [first] = [(await dataOf(ask(MINE, { first: 2 }, asker))).myReveals];
    const second = (await dataOf(ask(MINE, { first: 2, after: first.pageInfo.endCursor }, asker))).myReveals;
    const reasons = [first, second].map(({ edges }) =>
      edges.map(({ node }: { node: { reason: string } }) => node.reason),
    );
    expect(reasons).toEqual([
      ['the third of my reasons', 'the second of my reasons'],
      ['the first of my reasons'],
    ]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(first.edges[0].node).toEqual({
      pseudonym,
      reason: 'the third of my reasons',
      at: '2024-05-01T12:20:00Z',
      expiresAt: '2024-05-01T13:20:00Z',
      offence: { id: 'r:O1' },
      revealed: { names: ['Vera Moss', 'Vera Moss-Hill', 'Vee'] },
    });
    later(60);
    const after = (await dataOf(ask(MINE, { first: 9 }, asker))).myReveals;
    expect(after.edges.map(({ node }: { node: { revealed: unknown } }) => node.revealed)).toEqual([
      null,
      null,
      null,
    ]);
  });
});
