import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { KEPT_FIELDS } from '../../src/access/keptFields.ts';
import { documentId } from '../../src/api/index.ts';
import { type Graph, recordChange } from '../../src/graph/index.ts';
import { ensureShippedEditions } from '../../src/harm/index.ts';
import { ensureProgrammes } from '../../src/league/index.ts';
import { importLines, manifest } from '../support/bundles.ts';
import { testGraph } from '../support/graph.ts';
import { rawCypher } from '../support/rawCypher.ts';
import { type TestService, testService } from '../support/testService.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
/** Fields that a document of all that is kept does select. */
const selected = new Set<string>();
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Query.league': '(programme: "all", size: 5)',
  'League.entriesPage': '(first: 5)',
  'LeagueCut.band': '(first: 5)',
};

/** Every kept field below a type; a type is not entered again below itself. */
function everyField(typeName: string, above: readonly string[] = []): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const name = `${typeName}.${field.name}`;
    const of = getNamedType(field.type);
    if (!KEPT_FIELDS.has(name) || above.includes(of.name)) return [];
    selected.add(name);
    const below = isLeafType(of) ? '' : ` { ${everyField(of.name, [...above, typeName])} }`;
    return [`${field.name}${ARGUMENTS[name] ?? ''}${below}`];
  });
  return fields.join(' ');
}

const EVERYTHING = `query Everything { ${everyField('Query')} }`;
const DECISIONS =
  'query Decisions { league(programme: "all") { entries { person { id } adoption { status } } } }';
const documents = new Map(
  [EVERYTHING, DECISIONS].map((text) => [documentId(text), { name: text.slice(6, 16), text }] as const),
);

let graph: Graph;
let keeping: TestService;
let fresh: TestService;

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'persons.csv': ['id,full_name,sex,marking', 'S1,Adam Grey,M,', 'S2,Bert Holt,M,', 'V1,Bella Frost,F,'],
    'offences.csv': ['id,offence_code,reported_on', 'O1,008/06,2023-06-01', 'O2,008/06,2023-06-02'],
    'involvements.csv': ['person_id,offence_id,role', 'S1,O1,SUSPECT', 'S2,O2,SUSPECT', 'V1,O1,VICTIM'],
  });
  keeping = await testService(graph, { documents });
  fresh = await testService(graph, { documents, settings: { keptMegabytes: 0 } });
}, 120_000);

async function ask(
  { service, tokenOf }: TestService,
  text: string,
  { roles = ['analyst'], clearance = 'OFFICIAL', purpose = 'testing what is kept' } = {},
): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokenOf(roles, clearance)}`,
      'x-linchpin-purpose': purpose,
    },
    body: JSON.stringify({ documentId: documentId(text) }),
  });
  return response.text();
}

/** The answer of the service that keeps, asked twice, which must be what the one that keeps nothing answers. */
async function answerNow(who = {}): Promise<string> {
  const answers = [await ask(keeping, EVERYTHING, who), await ask(keeping, EVERYTHING, who)];
  const made = await ask(fresh, EVERYTHING, who);
  expect(answers).toEqual([made, made]);
  expect(made).not.toContain('"errors"');
  return made;
}

describe('a kept answer', () => {
  it('is asked for with every field that may be kept', () => {
    expect([...KEPT_FIELDS].filter((name) => !selected.has(name))).toEqual([]);
  });

  it('is given again while nothing is said to have changed, and audited each time in the same words', async () => {
    const first = await ask(keeping, EVERYTHING, { purpose: 'the first one asks' });
    // A change that nobody announces, which only an answer that is made anew shows.
    await rawCypher(
      graph,
      "MATCH (s:SourceRecord {id: 'force:S1'})-[:DESCRIBES]->(p) SET p.warnings = ['unannounced'], s.warnings = p.warnings",
    );
    expect(await ask(keeping, EVERYTHING, { purpose: 'the second one asks' })).toBe(first);
    expect(await ask(fresh, EVERYTHING)).toContain('unannounced');
    await rawCypher(
      graph,
      "MATCH (s:SourceRecord {id: 'force:S1'})-[:DESCRIBES]->(p) SET p.warnings = [], s.warnings = p.warnings",
    );
    const entries = await rawCypher(
      graph,
      "MATCH (a:AuditEntry) WHERE a.purpose ENDS WITH 'one asks' RETURN a.purpose AS purpose, a.requestId AS requestId, a.operation AS operation, a.decision AS decision, a.ids AS ids ORDER BY a.sequence",
    );
    expect(entries.map(({ purpose }) => purpose)).toEqual(['the first one asks', 'the second one asks']);
    const [one, two] = entries;
    expect(one?.ids).toEqual(expect.arrayContaining(['force:S1', 'force:O1']));
    expect({ ...two, purpose: '', requestId: '' }).toEqual({ ...one, purpose: '', requestId: '' });
    expect(two?.requestId).not.toBe(one?.requestId);
  });

  it('is never given to who may see or do something else', async () => {
    await importLines(graph, {
      'manifest.yaml': manifest('hidden', '2023-06-30'),
      'persons.csv': ['id,full_name,marking', 'X1,Hidden Name,SECRET'],
    });
    await rawCypher(graph, "MATCH (p:Person {id: 'force:S2'}) SET p.warnings = ['seen']");
    await graph.transaction((tx) => recordChange(tx, { markings: ['OFFICIAL'], touched: 'everything' }));
    const low = await answerNow();
    await answerNow({ clearance: 'SECRET' });
    expect(await answerNow()).toBe(low);
    for (const roles of [['administrator'], ['auditor'], []])
      expect(await ask(keeping, EVERYTHING, { roles })).toContain('FORBIDDEN');
  });

  it('is not given once facts, a programme, an edition or a marking have changed', async () => {
    const raised =
      "MATCH (n) WHERE n.id IN ['force:S2', 'force:O2'] OR (n:SourceRecord AND n.id = 'force:S2') SET n.marking = 'SECRET'";
    const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        'facts',
        () =>
          importLines(graph, {
            'manifest.yaml': manifest('more', '2023-07-01'),
            'persons.csv': ['id,full_name', 'S3,Carl Moss'],
            'offences.csv': ['id,offence_code,reported_on', 'O3,008/06,2023-06-03'],
            'involvements.csv': ['person_id,offence_id,role', 'S3,O3,SUSPECT'],
          }),
      ],
      [
        'a programme',
        () =>
          rawCypher(
            graph,
            "MATCH (p:Programme {id: 'all'}) SET p.version = p.version + 1, p.windowDays = 100",
          ),
      ],
      [
        'an edition',
        () =>
          rawCypher(
            graph,
            "MATCH (e:HarmEdition {id: 'cchi-public'}) SET e.name = 'Another name', e.digest = 'x'",
          ),
      ],
      [
        'a marking',
        async () => {
          await rawCypher(graph, raised);
          await graph.transaction((tx) =>
            recordChange(tx, { markings: ['OFFICIAL', 'SECRET'], touched: 'everything' }),
          );
        },
      ],
    ];
    let before = await answerNow();
    for (const [what, change] of changes) {
      await change();
      const after = await answerNow();
      expect(after, what).not.toBe(before);
      before = after;
    }
  });

  it('is none where a decision of somebody is shown', async () => {
    const before = await ask(keeping, DECISIONS);
    expect(before).toContain('"adoption":null');
    const { service, tokenOf } = keeping;
    const person = /"id":"([^"]+)"/.exec(before)?.[1];
    const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenOf(['supervisor'])}`,
        'x-linchpin-purpose': 'testing what is kept',
      },
      body: JSON.stringify({
        query: `mutation { adoptEntry(programme: "all", personId: "${person}", reason: "seen at the meeting", reviewOn: "2099-01-01") { id } }`,
      }),
    });
    expect(await response.text()).not.toContain('"errors"');
    expect(await ask(keeping, DECISIONS)).toContain('"status":"ADOPTED"');
  });
});
