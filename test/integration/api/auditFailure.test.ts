import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditRecord, issueDevelopmentToken } from '../../../src/access/index.ts';
import type { RunningService } from '../../../src/api/index.ts';
import { type Config, readConfig, systemClock } from '../../../src/config/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { askService } from '../../support/askService.ts';
import { temporaryFolder } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { serveGraph } from '../../support/serveGraph.ts';
import { testAudit } from '../../support/testAudit.ts';

let graph: Graph;
let service: RunningService;
let config: Config;
/** Entries that the audit was asked to write, and how many of the next ones it will not. */
const asked: AuditRecord[] = [];
let failing = 0;

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  const home = await temporaryFolder();
  config = readConfig({ LINCHPIN_HOME: home }, home);
  const audit = testAudit(graph);
  service = await serveGraph(graph, testServer().database, config, {
    audit: {
      ...audit,
      record: async (entry, within) => {
        asked.push(entry);
        failing -= 1;
        if (failing >= 0) throw new LinchpinError('UNAVAILABLE', 'The audit cannot be written.');
        await audit.record(entry, within);
      },
    },
  });
});
afterAll(() => service.stop());

describe('a mutation that was executed and whose audit entry could not be written', () => {
  it('is answered UNAVAILABLE, and is not kept as a request that was refused for its form', async () => {
    const who = {
      subject: 'tester',
      roles: ['supervisor'],
      clearance: 'OFFICIAL',
      compartments: [],
      teams: [],
    };
    const token = await issueDevelopmentToken(config, { ...who, hours: 1 }, systemClock);
    const query =
      'mutation { createProgramme(input: { id: "unaudited", name: "Unaudited", description: "Possession of blades; assumed.", types: ["10D"] }) { id } }';
    failing = 1;
    const { code } = await askService(`http://127.0.0.1:${service.port}`, query, {
      authorization: `Bearer ${token}`,
      'x-linchpin-purpose': 'testing an audit that fails',
    });
    expect(code).toBe('UNAVAILABLE');
    expect(await rawCypher(graph, "MATCH (p:Programme {id: 'unaudited'}) RETURN p.id AS id")).toEqual([
      { id: 'unaudited' },
    ]);
    expect(asked.map(({ decision, operation }) => [decision, operation])).toEqual([
      ['ALLOWED', 'mutation { createProgramme }'],
    ]);
  });
});
