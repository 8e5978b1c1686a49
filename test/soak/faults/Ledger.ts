/** A write that a client was told is done. */
export interface Acknowledged {
  readonly kind: 'programme' | 'run' | 'freeze' | 'adoption' | 'import';
  /** What must be found of it. */
  readonly id: string;
  readonly requestId: string;
}

/** One request of a client. @throws what must not happen: a refusal, or no answer at all */
export type Ask = (request: {
  readonly path: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly roles: readonly string[];
}) => Promise<{ readonly requestId: string; readonly body: Answer } | undefined>;

export interface Answer {
  readonly job?: string;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Codes with which a client tries again. */
const PASSING = ['UNAVAILABLE', 'TIMEOUT', 'DISK_FULL', 'CANCELLED'];
/** No request may hang; this long is far above what any of them may take. */
const HANGS_MS = 60_000;

/** A client of a service that may be away: `undefined` means that the same may be asked again. */
export function client(
  base: () => string,
  headersOf: (roles: readonly string[]) => Readonly<Record<string, string>>,
): Ask {
  return async ({ path, body, roles }) => {
    const signal = AbortSignal.timeout(HANGS_MS);
    try {
      const response = await fetch(base() + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(roles) },
        body,
        signal,
      });
      const answer: Answer = JSON.parse(await response.text());
      const code = answer.errors?.[0]?.extensions.code;
      if (code !== undefined && PASSING.includes(code)) return undefined;
      if (code !== undefined) throw new Refused(`${path} was refused: ${JSON.stringify(answer.errors)}`);
      return { requestId: response.headers.get('x-request-id') ?? '', body: answer };
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (signal.aborted) throw new Refused(`${path} was not answered within ${HANGS_MS / 1000} s.`);
      // The service itself is away.
      return undefined;
    }
  };
}

class Refused extends Error {}
