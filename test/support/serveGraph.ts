import { join } from 'node:path';
import pino from 'pino';
import { openAudit, openAuditKey, openPseudonyms, openVerifier } from '../../src/access/index.ts';
import { type RunningService, type Services, startService } from '../../src/api/index.ts';
import { type Config, systemClock } from '../../src/config/index.ts';
import type { Graph } from '../../src/graph/index.ts';

/** The service over a graph, on a free port where none is named, with the keys of a home; `changed` stands in place of what it usually has. */
export async function serveGraph(
  graph: Graph,
  database: string,
  config: Config,
  changed: Partial<Services> = {},
  port = 0,
): Promise<RunningService> {
  const { clock = systemClock } = changed;
  const audit =
    changed.audit ?? openAudit({ graph, clock, key: await openAuditKey(config), home: config.home });
  return startService(
    {
      graph,
      database,
      clock,
      audit,
      pseudonyms: await openPseudonyms(config),
      verify: await openVerifier(config, clock),
      rules: config.rules,
      logger: pino({ level: 'silent' }),
      production: false,
      workDirectory: join(config.home, 'work'),
      ...changed,
    },
    { host: '127.0.0.1', port },
  );
}
