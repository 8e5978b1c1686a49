import pino from 'pino';
import {
  type Audit,
  issueDevelopmentToken,
  openAudit,
  openAuditKey,
  openPseudonyms,
  openVerifier,
} from '../src/access/index.ts';
import { type Services, startService } from '../src/api/index.ts';
import { systemClock } from '../src/config/index.ts';
import type { OpenBench } from './openBench.ts';

/** The service over the store of a bench, and how an analyst asks it. */
export interface BenchService {
  readonly port: number;
  readonly audit: Audit;
  readonly headers: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * What a service over the store of a bench works with: nobody is told to wait.
 * @param audit in place of the strict one, to measure what that costs
 */
export async function benchServices(
  { store, config, workDirectory }: OpenBench,
  audit?: Audit,
): Promise<Services> {
  const { graph } = store;
  const key = await openAuditKey(config);
  return {
    graph,
    database: store.connection.database,
    clock: systemClock,
    audit: audit ?? openAudit({ graph, clock: systemClock, key, home: config.home }),
    pseudonyms: await openPseudonyms(config),
    verify: await openVerifier(config, systemClock),
    rules: config.rules,
    logger: pino({ level: 'silent' }),
    production: false,
    workDirectory,
    settings: { requestsPerMinute: 1_000_000, concurrent: 1_000 },
  };
}

/** The service over the store of a bench. @param audit in place of the strict one @param roles of whoever asks */
export async function benchService(
  bench: OpenBench,
  audit?: Audit,
  roles?: readonly string[],
): Promise<BenchService> {
  const services = await benchServices(bench, audit);
  const { port, stop } = await startService(services, { host: '127.0.0.1', port: 0 });
  const end = async () => {
    await stop();
    // Who brought an audit ends it.
    if (audit === undefined) await services.audit.close();
  };
  return { port, audit: services.audit, headers: await benchHeaders(bench, roles), stop: end };
}

/** How an analyst asks it. */
export async function benchHeaders(
  { config }: OpenBench,
  roles: readonly string[] = ['analyst'],
): Promise<Readonly<Record<string, string>>> {
  const principal = {
    subject: 'bench',
    roles: [...roles],
    clearance: 'OFFICIAL',
    compartments: [],
    teams: [],
  };
  const token = await issueDevelopmentToken(config, { ...principal, hours: 24 }, systemClock);
  return {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'x-linchpin-purpose': 'measuring the service',
  };
}
