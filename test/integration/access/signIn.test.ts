import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { testGraph } from '../../support/graph.ts';
import { type IdentityProvider, identityProvider } from '../../support/identityProvider.ts';
import { type TestService, testService } from '../../support/testService.ts';

const PURPOSE = 'testing who signs in';
const auditor = { claims: { roles: ['auditor'] } };
const supervisor = { claims: { roles: ['supervisor'] } };

let provider: IdentityProvider;
let tests: TestService;
beforeAll(async () => {
  provider = await identityProvider();
  const environment = { LINCHPIN_AUTH_ISSUER: provider.issuer, LINCHPIN_AUTH_REFRESH: '1' };
  tests = await testService(await testGraph(), { environment });
});
afterAll(() => provider.stop());

async function ask(query: string, token: string) {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-linchpin-purpose': PURPOSE,
    },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

describe('a service with an identity provider', () => {
  it('knows who calls by the tokens of the provider, persons and machines, and by no others', async () => {
    const query = '{ me { subject machine } }';
    expect((await ask(query, await provider.tokenOf('an.auditor', auditor))).data.me).toEqual({
      subject: 'an.auditor',
      machine: false,
    });
    expect((await ask(query, await provider.machineToken(auditor))).data.me).toEqual({
      subject: 'service:loader',
      machine: true,
    });
    expect(await ask(query, await tests.tokenOf(['auditor']))).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
  });

  it('does not take a machine for a second person', async () => {
    const secret = { claims: { roles: ['supervisor'], clearance: 'SECRET' } };
    const opened = await ask(
      'mutation { openBreakGlass(marking: "SECRET", reason: "a threat to life tonight") { id } }',
      await provider.tokenOf('s.super', supervisor),
    );
    const approve = `mutation { approveBreakGlass(id: "${opened.data.openBreakGlass.id}", reason: "because I was told") { state } }`;
    expect((await ask(approve, await provider.machineToken(secret))).code).toBe('FORBIDDEN');
    expect((await ask(approve, await provider.tokenOf('t.super', secret))).data.approveBreakGlass.state).toBe(
      'ACTIVE',
    );
  });

  it('says 503 while the provider is down, is ready all the same, and answers when it is back', async () => {
    const token = await provider.tokenOf('an.auditor', auditor);
    await provider.stop();
    await vi.waitFor(
      async () =>
        expect(await ask('{ me { subject } }', token)).toMatchObject({ status: 503, code: 'UNAVAILABLE' }),
      { timeout: 10_000 },
    );
    expect((await fetch(`http://127.0.0.1:${tests.service.port}/health/ready`)).status).toBe(200);
    await provider.start();
    expect((await ask('{ me { subject } }', token)).data.me.subject).toBe('an.auditor');
  });

  it('closes a connection at its next event once the key of its token is gone', async () => {
    const token = await provider.tokenOf('an.auditor', auditor);
    const client = createClient({
      url: `ws://127.0.0.1:${tests.service.port}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => undefined,
      connectionParams: { authorization: `Bearer ${token}`, purpose: PURPOSE },
    });
    const closed = new Promise<number>((resolve) => {
      client.on('closed', (event) => resolve((event as { code: number }).code));
    });
    const events: unknown[] = [];
    client.subscribe(
      { query: 'subscription { breakGlassChanged(after: -1) { change } }' },
      { next: ({ data }) => events.push(data), error: () => undefined, complete: () => undefined },
    );
    await vi.waitFor(() => expect(events).toHaveLength(2), { timeout: 10_000 });
    await provider.rotate();
    const fresh = await provider.tokenOf('u.super', supervisor);
    await vi.waitFor(
      async () => expect((await ask('{ me { subject } }', fresh)).data?.me.subject).toBe('u.super'),
      { timeout: 10_000 },
    );
    await ask(
      'mutation { openBreakGlass(marking: "SECRET", reason: "another threat to life") { id } }',
      fresh,
    );
    expect(await closed).toBe(4401);
    expect(events).toHaveLength(2);
  });
});
