import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueDevelopmentToken, type TokenRequest } from '../../src/access/index.ts';
import type { RunningService, Services } from '../../src/api/index.ts';
import { type Clock, readConfig, systemClock } from '../../src/config/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { atFileEnd } from './atFileEnd.ts';
import { testServer } from './neo4j.ts';
import { serveGraph } from './serveGraph.ts';
import { testAudit } from './testAudit.ts';

export interface TestService {
  readonly service: RunningService;
  readonly home: string;
  /** A development token that holds for an hour. */
  tokenOf(
    roles: readonly string[],
    clearance?: string,
    more?: Partial<Pick<TokenRequest, 'subject' | 'compartments' | 'hours'>>,
  ): Promise<string>;
}

interface Setting
  extends Partial<Pick<Services, 'settings' | 'production' | 'documents' | 'logger' | 'graph'>> {
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string>>;
  /** Of a service whose tokens hold here as well. */
  readonly home?: string;
}

/** The service on a free port over a graph; stopped when the file that asked for it has ended. */
export async function testService(
  graph: Graph,
  { clock = systemClock, environment = {}, home: shared, ...options }: Setting = {},
): Promise<TestService> {
  const home = shared ?? (await mkdtemp(join(tmpdir(), 'linchpin-api-')));
  const config = readConfig({ ...environment, LINCHPIN_HOME: home }, home);
  const { database } = testServer();
  const audit = testAudit(graph, clock);
  const service = await serveGraph(graph, database, config, { ...options, clock, audit });
  atFileEnd(async () => {
    await service.stop();
    await rm(home, { recursive: true, force: true });
  });
  return {
    service,
    home,
    tokenOf: (roles, clearance = 'OFFICIAL', more = {}) =>
      issueDevelopmentToken(
        config,
        { subject: 'tester', roles, clearance, compartments: [], teams: [], hours: 1, ...more },
        clock,
      ),
  };
}
