import { expect } from 'vitest';
import { ERROR_CODES } from '../../src/errors/codes.ts';
import type { TestService } from './testService.ts';

export const PURPOSE = 'testing what an attacker is told';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of the first error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
}

/** Sends anything to `/graphql`, signed in where nothing else is said. */
export async function attack(
  { service, tokenOf }: Pick<TestService, 'service' | 'tokenOf'>,
  request: {
    readonly method?: string;
    /** A text is sent as it is, anything else as JSON. */
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly roles?: readonly string[];
    readonly token?: string;
    readonly path?: string;
  },
): Promise<Reply> {
  const { method = 'POST', body, headers, roles = ['analyst'], path = '/graphql' } = request;
  const token = request.token ?? (await tokenOf(roles));
  const response = await fetch(`http://127.0.0.1:${service.port}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-linchpin-purpose': PURPOSE,
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const received: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    received[name] = value;
  });
  const answer = parsed(text);
  const [error] = answer.errors ?? [];
  return {
    status: response.status,
    headers: received,
    text,
    code: error?.extensions?.code,
    message: error?.message,
    data: answer.data,
  };
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** What no answer may hold: the words of the store, its driver or the engine, places in our files, other codes than ours. */
export function expectQuiet({ text, code }: Reply, what?: string): void {
  expect(text, what).not.toMatch(
    /Neo\.|neo4j|cypher|lucene|stacktrace|\bat \w+ \(|node_modules|\.ts:\d|apollo|graphql-js|GRAPHQL_/i,
  );
  if (code !== undefined) expect(Object.keys(ERROR_CODES), what).toContain(code);
}
