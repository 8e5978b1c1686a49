import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import {
  type Caller,
  listMarkings,
  openAudit,
  openAuditKey,
  ROLES,
  requirePurpose,
} from '../access/index.ts';
import type { Clock, Config } from '../config/index.ts';
import type { CliDeps } from './deps.ts';
import { openStore } from './openStore.ts';

/** Commands that need no purpose of their own: they change nothing that is about people. */
const HOUSEKEEPING = 'housekeeping of the local store';

/** Runs a command as the local operator, who holds the database's password and so sees everything in it. */
export function withGraphOf(config: Config, clock: Clock, err: (text: string) => void): CliDeps['withGraph'] {
  return async ({ name, purpose, action = 'CONSULTATION' }, work) => {
    // The key first: nothing is started that cannot be audited.
    const key = await openAuditKey(config);
    const store = await openStore(config, (text) => err(text));
    try {
      const audit = openAudit({ graph: store.graph, clock, key, home: config.home });
      const markings = await listMarkings(store.graph);
      const caller: Caller = {
        subject: `cli:${userInfo().username}`,
        roles: ROLES,
        teams: [],
        clearance: 'TOP SECRET',
        compartments: [...new Set(markings.flatMap(({ compartments }) => compartments))].sort(),
        purpose: purpose === undefined ? HOUSEKEEPING : requirePurpose(purpose, config.rules.purposes),
        visible: markings.map(({ id }) => id),
      };
      const touched = new Set<string>();
      const touch = (ids: readonly string[]) => {
        for (const id of ids) touched.add(id);
      };
      const entryOf = () => ({
        principal: caller,
        purpose: caller.purpose,
        action,
        operation: `cli ${name}`,
        requestId: randomUUID(),
        ids: [...touched],
        resultCount: touched.size,
        variables: '{}',
      });
      try {
        const { graph, load, connection } = store;
        const result = await work({ graph, load, dump: connection.dumpStore, caller, audit, touch });
        await audit.record({ ...entryOf(), decision: 'ALLOWED' });
        return result;
      } catch (error) {
        await audit
          .record({ ...entryOf(), decision: 'FAILED' })
          .catch(() => err('The audit cannot be written; it does not hold that this failed.'));
        throw error;
      } finally {
        await audit.close();
      }
    } finally {
      await store.close();
    }
  };
}
