import { createHmac } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import { serviceKey } from '../serviceKey.ts';

/** What the audit is sealed with. It never stands in the database. */
export interface AuditKey {
  /** Names the key without telling it: entries under another key say so instead of seeming broken. */
  readonly id: string;
  /** The seal of these values, in this order, for one use of the key. */
  seal(use: SealUse, values: readonly unknown[]): string;
}
type SealUse = 'key' | 'chain' | 'entry' | 'content' | 'head' | 'stump' | 'day';

/**
 * The key of this configuration.
 * @throws LinchpinError BAD_INPUT in production without LINCHPIN_AUDIT_KEY, or for one that is too short
 */
export async function openAuditKey(config: Config): Promise<AuditKey> {
  return auditKeyOf(
    await serviceKey(config, {
      variable: 'LINCHPIN_AUDIT_KEY',
      given: config.auditKey,
      file: 'development-audit.key',
    }),
  );
}

/** @param secret the text of the key */
export function auditKeyOf(secret: string): AuditKey {
  // JSON of a list keeps apart what concatenation would run together.
  const seal = (use: SealUse, values: readonly unknown[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([use, ...values]))
      .digest('base64url');
  return { id: seal('key', []).slice(0, 12), seal };
}
