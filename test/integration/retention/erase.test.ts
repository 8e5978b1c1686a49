import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { type Graph, runChecks } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { decideRetention } from '../../../src/retention/decide.ts';
import { eraseRecord } from '../../../src/retention/erase/eraseRecord.ts';
import { finishErasures } from '../../../src/retention/erase/finishErasures.ts';
import { searchGraph } from '../../../src/search/searchGraph.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { eraser, HIGH, importFull, LOW, openBundleLines, pseudonyms } from './heldPerson.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await rawCypher(
    graph,
    'MATCH (n:Erasure|RetentionDecision|SeriesDecision|CorrectionNotice|ImportJob) DETACH DELETE n',
  );
});

const request = (recordId: string) =>
  ({ recordId, ground: 'COURT_ORDER', reason: 'order of the county court of 3 July' }) as const;
const erase = (recordId: string, visible = LOW) =>
  eraseRecord(graph, request(recordId), eraser('s1', visible));
const finish = () => {
  const forgotten: string[] = [];
  const forgetInAudit = async ({ ids }: { ids: readonly string[] }) => forgotten.push(...ids);
  return finishErasures(graph, { clock: systemClock, forgetInAudit, now: true }).then(() => forgotten);
};
/** Everything in the store, as text. */
async function everything(): Promise<string> {
  const nodes = await rawCypher(
    graph,
    'MATCH (n) WHERE NOT n:AuditEntry RETURN labels(n) AS l, properties(n) AS p',
  );
  const links = await rawCypher(graph, 'MATCH ()-[r]->() RETURN type(r) AS t, properties(r) AS p');
  return JSON.stringify([nodes, links]);
}
const broken = async () => (await runChecks(graph)).filter(({ violations }) => violations.length > 0);

describe('erasing a record', () => {
  it('leaves nothing of it in the store, and the store sound', async () => {
    await importLines(graph, openBundleLines());
    await erase('f:P1', HIGH);
    await finish();
    const left = await everything();
    // The telephone of an event that also names somebody else is that event's.
    for (const trace of [
      '"f:P1"',
      'f:P1|',
      'f:P1\\',
      'Adam',
      'Stoney',
      '400123456',
      'adam@example.org',
      '1 High St',
    ])
      if (trace !== '400123456') expect(left, trace).not.toContain(trace);
    expect(await broken()).toEqual([]);
  });

  it('forgets who marked it, its roles and whom it was judged to be, and blanks notes that name these or its home', async () => {
    await importLines(graph, openBundleLines());
    const about = ['f:P1', 'f:P1|f:O1|SUSPECT_IN', 'f:P4|f:P1'];
    const home = 'f:persons/P1/address';
    const others = ['f:P4|f:P12', 'f:P12|f:O1|SUSPECT_IN'];
    await rawCypher(
      graph,
      `UNWIND $subjects AS subject
       CREATE (:MarkingChange {id: 'marking:' + subject, subject: subject, kind: 'ROLE', from: 'OFFICIAL', to: 'OFFICIAL', reason: 'a reason', by: 's1', at: datetime(), marking: 'OFFICIAL'})`,
      { subjects: [...about, ...others] },
    );
    await rawCypher(
      graph,
      `UNWIND $notes AS note
       CREATE (:OutboxEvent {id: 'facts/made/' + note.link, kind: 'FACTS_CHANGED', sequence: 1, everything: false, number: 1, personIds: [], offenceIds: [],
         locationIds: note.places, everyLink: false, linkIds: [note.link]})`,
      {
        notes: [
          ...[...about, ...others].map((id) => ({ link: `JUDGEMENT|${id}`, places: [] })),
          { link: 'EVENT|f:E9', places: [home] },
          { link: `LOCATION|${home}`, places: [] },
        ],
      },
    );
    try {
      await erase('f:P1', HIGH);
      await finish();
      const kept = await rawCypher(graph, 'MATCH (c:MarkingChange) RETURN c.subject AS id ORDER BY id');
      expect(kept).toEqual([...others].sort().map((id) => ({ id })));
      const notes = await rawCypher(
        graph,
        "MATCH (e:OutboxEvent) WHERE e.id STARTS WITH 'facts/made/' AND e.linkIds <> [] RETURN e.linkIds[0] AS id ORDER BY id",
      );
      expect(notes).toEqual([...others].sort().map((id) => ({ id: `JUDGEMENT|${id}` })));
      for (const trace of ['f:persons/P1', '"f:P4|f:P1"'])
        expect(
          JSON.stringify(
            await rawCypher(
              graph,
              'MATCH (n) WHERE NOT n:AuditEntry AND NOT n:OutboxEvent RETURN properties(n) AS p',
            ),
          ),
          trace,
        ).not.toContain(trace);
    } finally {
      await rawCypher(
        graph,
        "MATCH (n:MarkingChange|OutboxEvent) WHERE n:MarkingChange OR n.id STARTS WITH 'facts/made/' DETACH DELETE n",
      );
    }
  });

  it('of a victim takes names, numbers and id out of the reasons of decisions on series that its eraser sees, and nothing else', async () => {
    const lines = openBundleLines();
    const persons = lines['persons.csv'].map((line) =>
      line.replace('P2,Beth Ryan,,,,', 'P2,Beth Ryan,,,Bethany Oakes,'),
    );
    await importLines(graph, { ...lines, 'persons.csv': persons });
    // What the record said before is known to whoever wrote then.
    const later = persons.map((line) => line.replace('Beth Ryan', 'Beth Marlow'));
    await importLines(graph, {
      ...lines,
      'persons.csv': later,
      'manifest.yaml': manifest('f', '2023-07-30'),
    });
    const written =
      'One way in; Beth MARLOW (f:P2), once Ryan, born 1985-02, calls herself Oakes. Not f:P20, nor xf:P2 or f:P2:1.';
    const decision = (id: string, marking: string) => ({ id, marking, reason: written });
    await rawCypher(
      graph,
      `UNWIND $rows AS row MATCH (o:Offence {id: 'f:O1'})
       CREATE (:SeriesDecision {id: row.id, marking: row.marking, reason: row.reason, at: datetime(), verdict: 'REJECT', offenceIds: ['f:O1']})
         -[:DECIDES {stated: 'series', marking: row.marking}]->(o)`,
      {
        rows: [
          decision('series:1', 'OFFICIAL'),
          decision('series:2', 'SECRET'),
          { ...decision('series:3', 'OFFICIAL'), reason: 'Two hands, two ways in.' },
        ],
      },
    );
    const reasons = async () =>
      (await rawCypher(graph, 'MATCH (d:SeriesDecision) RETURN d.reason AS reason ORDER BY d.id')).map(
        ({ reason }) => reason,
      );
    const victim = (visible: readonly string[]) =>
      eraseRecord(graph, request('f:P2'), { ...eraser('cli:me', visible), includeProtected: true });
    await victim(LOW);
    const standIn = pseudonyms.erased('f:P2');
    const left = `One way in; [name] (${standIn}), once [name], born [date of birth], calls herself [name]. Not f:P20, nor xf:P2 or f:P2:1.`;
    expect(await reasons()).toEqual([left, written, 'Two hands, two ways in.']);
    expect(await broken()).toEqual([]);
  });

  it('takes names, numbers and id out of the reasons of reviews, and out of its own; others stay word for word', async () => {
    await importLines(graph, openBundleLines());
    const reasons = {
      'retention:1': 'Adam Stoney is still of interest; see f:P1 and f:persons/P1/address.',
      'retention:2': 'The brother rings from 07700 900123, N1 9AA.',
      'retention:3': 'The other one, on +44 7400 123 456.',
      'retention:4': 'The one of Adam@Example.org.',
    };
    const decided = (id: string, reason: string) =>
      rawCypher(
        graph,
        `MATCH (p:Person) WHERE p.id IN ['f:P1', 'f:P4'] WITH p ORDER BY p.id DESC LIMIT 1
         CREATE (:RetentionDecision {id: $id, marking: 'OFFICIAL', reason: $reason, decision: 'KEEP', by: 's2', at: datetime()})
           -[:DECIDES {recordId: p.id, marking: 'OFFICIAL'}]->(p)`,
        { id, reason },
      );
    for (const [id, reason] of Object.entries(reasons)) await decided(id, reason);
    await rawCypher(
      graph,
      "CREATE (:Adoption {id: 'adoption:1', marking: 'OFFICIAL', programme: 'all', at: datetime(), reason: 'A friend of Stoney', endedReason: 'Stoney is gone'})",
    );
    const { reason } = await eraseRecord(
      graph,
      { ...request('f:P1'), reason: 'order of the county court on Adam Stoney' },
      eraser('s1', HIGH),
    );
    expect(reason).toBe('order of the county court on [name]');
    // Written while the erasure is not done yet.
    await decided('retention:5', 'Stoney (f:P1) has moved.');
    // What it said is kept no longer, also where the audit cannot forget the id yet.
    const failing = finishErasures(graph, {
      clock: systemClock,
      forgetInAudit: () => Promise.reject(new Error('audit')),
      now: true,
    });
    await expect(failing).rejects.toThrow('audit');
    expect(await everything()).not.toContain('Stoney');
    await finish();
    const standIn = pseudonyms.erased('f:P1');
    const left = await rawCypher(
      graph,
      'MATCH (d:RetentionDecision) RETURN d.reason AS reason ORDER BY d.id',
    );
    expect(left.map((row) => row.reason)).toEqual([
      `[name] is still of interest; see ${standIn} and ${standIn}.`,
      reasons['retention:2'],
      'The other one, on [telephone].',
      'The one of [e-mail].',
      `[name] (${standIn}) has moved.`,
    ]);
    expect(await everything()).not.toContain('Stoney');
    const adoption = "MATCH (a:Adoption {id: 'adoption:1'})";
    expect(
      await rawCypher(graph, `${adoption} RETURN a.reason AS reason, a.endedReason AS endedReason`),
    ).toEqual([{ reason: 'A friend of [name]', endedReason: '[name] is gone' }]);
    await rawCypher(graph, `${adoption} DELETE a`);
    expect(await broken()).toEqual([]);
  });

  it('leaves the offences, and takes the person out of search', async () => {
    await importLines(graph, openBundleLines());
    await erase('f:P1', HIGH);
    const [offence] = await rawCypher(
      graph,
      "MATCH (o:Offence {id: 'f:O1'}) RETURN COUNT { (o)<-[:SUSPECT_IN]-() } AS n",
    );
    expect(String(offence?.n)).toBe('0');
    const hits = await searchGraph(graph, { text: 'Adam Stone', first: 10, visible: HIGH });
    expect(JSON.stringify(hits)).not.toContain('f:P1');
  });

  it('reads the person anew from the records that are left', async () => {
    await importLines(graph, openBundleLines());
    const before = await rawCypher(
      graph,
      "MATCH (:SourceRecord {id: 'f:P5'})-[:DESCRIBES]->(p) RETURN p.id AS id",
    );
    expect(before).toEqual([{ id: 'f:P1' }]);
    await erase('f:P1', HIGH);
    const after = await rawCypher(
      graph,
      "MATCH (:SourceRecord {id: 'f:P5'})-[:DESCRIBES]->(p) RETURN p.id AS id, p.names AS names",
    );
    expect(after).toEqual([{ id: 'f:P5', names: ['A. Stone'] }]);
  });

  it('answers the same when it is asked again', async () => {
    await importFull(graph);
    const first = await erase('f:P1');
    expect(await erase('f:P1')).toEqual({ ...first, step: first.step });
  });

  it('says that there is no record of an id that nobody knows, or that is hidden', async () => {
    await importFull(graph);
    const words = (id: string) => erase(id).catch((error: Error) => error.message.replace(id, 'X'));
    expect(await words('f:P3')).toBe(await words('f:P99'));
  });

  it('refuses one who is protected, but for the local operator', async () => {
    await importFull(graph);
    await expect(erase('f:P2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const done = await eraseRecord(graph, request('f:P2'), {
      ...eraser('cli:me', HIGH),
      includeProtected: true,
    });
    expect(done.id).toBe(pseudonyms.erased('f:P2'));
    expect(await everything()).not.toContain('"victimId":"f:P2"');
    expect(await broken()).toEqual([]);
  });

  it('on the ground of a review needs a decision that somebody else made', async () => {
    await importFull(graph);
    const retention = { ...request('f:P1'), ground: 'RETENTION' } as const;
    await expect(eraseRecord(graph, retention, eraser('s1'))).rejects.toMatchObject({ code: 'CONFLICT' });
    const review = { personId: 'f:P1', decision: 'ERASE', reason: 'no longer needed at all' } as const;
    await decideRetention(graph, review, { subject: 's1', visible: LOW }, systemClock);
    await expect(eraseRecord(graph, retention, eraser('s1'))).rejects.toThrow('another supervisor');
    expect((await eraseRecord(graph, retention, eraser('s2'))).by).toBe('s2');
  });

  it('does not let the next bundle bring the record back, and says so row by row', async () => {
    const lines = {
      ...openBundleLines(),
      'manifest.yaml': ['source: f', 'as_of: 2023-07-30', 'complete: [persons.csv]'],
    };
    await importLines(graph, openBundleLines());
    await erase('f:P1', HIGH);
    await finish();
    await expect(importLines(graph, lines)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(
      importLines(graph, lines, { pseudonyms: { erased: (id) => `other ${id}` } }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const report = await importLines(
      graph,
      { ...lines, 'persons.csv': lines['persons.csv'].filter((line) => !line.startsWith('P4')) },
      { pseudonyms },
    );
    const persons = report.files.find(({ file }) => file === 'persons.csv');
    expect(persons).toMatchObject({ read: 4, accepted: 3, rejected: 1, ended: 1 });
    expect(report.files.find(({ file }) => file === 'involvements.csv')).toMatchObject({ rejected: 1 });
    expect(await everything()).not.toContain('Adam');
    expect(await broken()).toEqual([]);
  });

  it('waits for an import that was cut off', async () => {
    await importFull(graph);
    await rawCypher(graph, "MATCH (j:ImportJob) SET j.status = 'RUNNING'");
    await expect(erase('f:P1')).rejects.toThrow('was cut off');
  });

  it('of a record that is held is done again by those who see why, and shows nobody else', async () => {
    await importFull(graph);
    const first = await erase('f:P1');
    expect((await rawCypher(graph, "MATCH (s:SourceRecord {id: 'f:P1'}) RETURN s.marking AS m"))[0]?.m).toBe(
      'SECRET',
    );
    await finish();
    const again = await erase('f:P1', HIGH);
    await finish();
    expect(again.id).toBe(`${first.id}/SECRET`);
    expect(await rawCypher(graph, "MATCH (s:SourceRecord {id: 'f:P1'}) RETURN s.id AS id")).toEqual([]);
    expect(await erase('f:P1')).toMatchObject({ ...first, step: 'DONE' });
    expect(await broken()).toEqual([]);
  });

  it('is finished by the next run where it was killed between two steps', async () => {
    await importFull(graph);
    const died = new Error('killed');
    const dying = Object.create(graph, {
      write: {
        value: (name: string, ...rest: unknown[]) =>
          name === 'league/erase-from-tables'
            ? Promise.reject(died)
            : (graph.write as (...all: unknown[]) => unknown)(name, ...rest),
      },
    }) as Graph;
    await expect(eraseRecord(dying, request('f:P1'), eraser('s1'))).rejects.toBe(died);
    expect(await rawCypher(graph, 'MATCH (e:Erasure) RETURN e.step AS step')).toEqual([{ step: 'COPIES' }]);
    await finish();
    expect(await rawCypher(graph, 'MATCH (e:Erasure) RETURN e.step AS step, e.recordId AS id')).toEqual([
      { step: 'DONE', id: null },
    ]);
  });
});

describe('facts that the eraser does not see', () => {
  /** What somebody of low clearance sees of the store. */
  const seen = async () => {
    const nodes = await rawCypher(
      graph,
      `MATCH (n) WHERE n.marking IN $visible AND NOT n:AuditEntry|ImportJob|HarmEdition|OffenceType|Programme|ProgrammeVersion
       RETURN labels(n) AS l, properties(n) AS p`,
      { visible: LOW },
    );
    const links = await rawCypher(
      graph,
      `MATCH (a)-[r]->(b) WHERE a.marking IN $visible AND b.marking IN $visible AND r.marking IN $visible AND NOT type(r) IN ['WEIGHS', 'HAS_VERSION']
       RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p`,
      { visible: LOW },
    );
    // Each import has its own name, and no two are made at one time.
    return [...nodes, ...links]
      .map((row) => JSON.stringify(row, (key, value) => (/^(importId|at|stepAt)$/.test(key) ? key : value)))
      .sort();
  };

  it('change nothing of what is left to see, and stay for those who see them', async () => {
    const open = openBundleLines();
    const secret = (file: string, ...rows: readonly string[]) => [
      ...(open[file as keyof typeof open] ?? []),
      ...rows,
    ];
    const hidden = {
      ...open,
      'intelligence.csv': secret('intelligence.csv', 'I9,2023-06-11,1,A,C,Meets the source,P1;C1,SECRET'),
      // The offence is hidden, the role's own row is not.
      'involvements.csv': secret('involvements.csv', 'P1,O3,SUSPECT,NAMED,,,,,'),
      'identifiers.csv': secret(
        'identifiers.csv',
        'P1,,PHONE,07400999999,,,SECRET',
        'P1,,PHONE,07400 123456,2020,,SECRET',
      ),
    };
    await importLines(graph, open);
    await erase('f:P1');
    await finish();
    const without = await seen();
    await rawCypher(graph, 'remove-facts');
    await rawCypher(graph, 'MATCH (n:Erasure|ImportJob) DETACH DELETE n');
    await importLines(graph, hidden);
    await erase('f:P1');
    await finish();
    expect(await seen()).toEqual(without);
    const kept = await rawCypher(
      graph,
      "MATCH (s:SourceRecord {id: 'f:P1'})-[d:DESCRIBES]->(p)<-[m:MENTIONS]-(i) RETURN s.marking AS s, d.marking AS d, p.marking AS p, i.id AS i",
    );
    expect(kept).toEqual([{ s: 'SECRET', d: 'SECRET', p: 'SECRET', i: 'f:I9' }]);
    expect(await broken()).toEqual([]);
  });
});
