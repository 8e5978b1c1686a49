import { beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentToken } from '../../../src/access/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { verified } from '../../support/auditStore.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testAuditHome } from '../../support/testAudit.ts';
import { type TestService, testService } from '../../support/testService.ts';

const SOAK = process.env.LINCHPIN_SOAK === 'yes';
const READS = SOAK ? 10_000 : 1_000;
const IN_FLIGHT = 200;
const CALLERS = 20;

let graph: Graph;
let services: readonly TestService[];
beforeAll(async () => {
  graph = await testGraph();
  await rawCypher(
    graph,
    `CREATE (p:Person {id: 's:P1', names: ['Ann Other'], marking: 'OFFICIAL'})
     CREATE (:SourceRecord {id: 's:P1', source: 's', marking: 'OFFICIAL', importId: 'i'})-[:DESCRIBES {marking: 'OFFICIAL'}]->(p)`,
  );
  services = [await testService(graph), await testService(graph)];
});

describe('audited reads', () => {
  it(`by ${CALLERS} callers over two services, ${IN_FLIGHT} in flight, leave an entry each in whole chains`, async () => {
    const callers = await Promise.all(
      Array.from({ length: CALLERS }, async (_, index) => {
        const { service, home } = services[index % 2] as TestService;
        const token = await issueDevelopmentToken(
          readConfig({ LINCHPIN_HOME: home }, home),
          {
            subject: `caller-${index}`,
            roles: ['analyst'],
            clearance: 'OFFICIAL',
            compartments: [],
            teams: [],
            hours: 1,
          },
          systemClock,
        );
        return { url: `http://127.0.0.1:${service.port}/graphql`, token };
      }),
    );
    let begun = 0;
    const answers: Record<string, number> = {};
    const work = async () => {
      while (begun < READS) {
        const { url, token } = callers[begun % CALLERS] as (typeof callers)[number];
        begun += 1;
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            'x-linchpin-purpose': 'a load of audited reads',
          },
          body: JSON.stringify({ query: '{ person(id: "s:P1") { id } }' }),
        });
        const { data, errors } = await response.json();
        const kind = data?.person?.id ?? errors?.[0]?.extensions?.code ?? 'no answer';
        answers[kind] = (answers[kind] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    expect(answers).toEqual({ 's:P1': READS });
    const rows = await rawCypher(
      graph,
      `MATCH (a:AuditEntry) WHERE a.subject STARTS WITH 'caller-' AND a.ids = ['s:P1']
       RETURN count(a) AS entries, count(DISTINCT a.requestId) AS requests, count(DISTINCT a.subject) AS callers`,
    );
    expect(rows).toEqual([{ entries: READS, requests: READS, callers: CALLERS }]);
    expect((await verified(graph, testAuditHome())).findings).toEqual([]);
  }, 240_000);
});
