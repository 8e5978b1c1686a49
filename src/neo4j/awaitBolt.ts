import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type Driver } from 'neo4j-driver';
import { projectRoot } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';

const POLL_MS = 200;

export interface BoltAddress {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/**
 * Waits until the server answers by Bolt, then asks it a first query, which costs a fresh server seconds.
 * @param stillHope throws when waiting is in vain, such as after the server's process has ended
 * @throws LinchpinError UNAUTHENTICATED at once for a wrong password, UNAVAILABLE when the deadline passes
 */
export async function awaitBolt(
  address: BoltAddress,
  deadlineMs: number,
  stillHope: () => void,
): Promise<void> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.username, address.password), {
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
    userAgent: 'linchpin',
  });
  try {
    const deadline = Date.now() + deadlineMs;
    for (;;) {
      stillHope();
      const failure = await connect(driver, address.database);
      if (failure === undefined) break;
      if (isAuthFailure(failure))
        throw new LinchpinError(
          'UNAUTHENTICATED',
          `Neo4j at ${address.uri} refuses user ${address.username}. Check NEO4J_USERNAME and NEO4J_PASSWORD.`,
          { cause: failure },
        );
      if (Date.now() > deadline)
        throw new LinchpinError(
          'UNAVAILABLE',
          `Neo4j at ${address.uri} did not answer within ${Math.round(deadlineMs / 1000)} s. Check the address and that the server runs. ${lastWord(failure)}`,
          { cause: failure },
        );
      await pause(POLL_MS);
    }
    await warmUp(driver, address.database);
  } finally {
    await driver.close();
  }
}

async function connect(driver: Driver, database: string): Promise<unknown> {
  try {
    await driver.verifyConnectivity({ database });
    return undefined;
  } catch (error) {
    return error ?? new Error('no answer');
  }
}

/** A first query, which costs a fresh server seconds; a store that has failed refuses it. */
export async function warmUp(driver: Driver, database: string): Promise<void> {
  const query = readFileSync(join(projectRoot, 'cypher', 'neo4j', 'warm-up.cypher'), 'utf8');
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    await session.run(query);
  } finally {
    await session.close();
  }
}

function lastWord(failure: unknown): string {
  return failure instanceof Error ? `The last try: ${failure.message}` : '';
}

function isAuthFailure(failure: unknown): boolean {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  return code.startsWith('Neo.ClientError.Security.');
}
