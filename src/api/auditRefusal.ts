import type { Caller } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Services } from './requestContext.ts';

/** Whom the audit names where a sign-in is refused. */
const NOT_SIGNED_IN = { subject: 'not signed in', roles: [] } as const;

/** Keeps that a request was refused before anything of it was answered; that it cannot be kept is in the log. */
export async function auditRefusal(
  { audit, logger }: Pick<Services, 'audit' | 'logger'>,
  refused: {
    readonly caller?: Caller | undefined;
    readonly purpose?: string | undefined;
    readonly operation: string;
    readonly requestId: string;
    readonly error: unknown;
  },
): Promise<void> {
  const { caller, purpose, operation, requestId, error } = refused;
  const code = error instanceof LinchpinError ? error.code : 'INTERNAL';
  await audit
    .record({
      principal: caller ?? NOT_SIGNED_IN,
      purpose: caller?.purpose ?? purpose?.slice(0, 500) ?? '',
      action: 'NONE',
      operation: `${operation}: ${code}`,
      decision: 'REFUSED',
      requestId,
      ids: [],
      resultCount: 0,
      variables: '{}',
    })
    .catch((failure: unknown) => logger.error({ err: failure }, 'a refusal was not audited'));
}
