import pino from 'pino';
import {
  type Audit,
  issueDevelopmentToken,
  openAudit,
  openAuditKey,
  openPseudonyms,
  openVerifier,
} from '../src/access/index.ts';
import { startService } from '../src/api/index.ts';
import { systemClock } from '../src/config/index.ts';
import type { OpenBench } from './openBench.ts';

/** The service over the store of a bench, and how an analyst asks it. */
export interface BenchService {
  readonly port: number;
  readonly audit: Audit;
  readonly headers: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** @param audit in place of the strict one, to measure what that costs */
export async function benchService(
  { store, config, workDirectory }: OpenBench,
  audit?: Audit,
): Promise<BenchService> {
  const services = {
    graph: store.graph,
    database: store.connection.database,
    clock: systemClock,
    audit:
      audit ??
      openAudit({
        graph: store.graph,
        clock: systemClock,
        key: await openAuditKey(config),
        home: config.home,
      }),
    pseudonyms: await openPseudonyms(config),
    verify: await openVerifier(config, systemClock),
    rules: config.rules,
    logger: pino({ level: 'silent' }),
    production: false,
    workDirectory,
  };
  const { port, stop } = await startService(services, { host: '127.0.0.1', port: 0 });
  const principal = {
    subject: 'bench',
    roles: ['analyst'],
    clearance: 'OFFICIAL',
    compartments: [],
    teams: [],
  };
  const token = await issueDevelopmentToken(config, { ...principal, hours: 24 }, systemClock);
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'x-linchpin-purpose': 'measuring the service',
  };
  return { port, audit: services.audit, headers, stop };
}
