import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** What a token is to say beside what every token says. */
type Claims = Readonly<Record<string, unknown>>;

interface TokenWish {
  readonly claims?: Claims;
  readonly audience?: string;
  /** Seconds until it expires. */
  readonly seconds?: number;
}

/** A real OpenID provider on a free port, with discovery, keys and a token endpoint over HTTP. */
export interface IdentityProvider {
  readonly issuer: string;
  /** How often its keys were asked for. */
  readonly keyRequests: () => number;
  /** An access token as the provider makes it for somebody who has signed in. */
  readonly tokenOf: (subject: string, wish?: TokenWish) => Promise<string>;
  /** An access token of a machine, from the token endpoint by client credentials. */
  readonly machineToken: (wish?: TokenWish) => Promise<string>;
  /** Signs with another key from now on; the old one is gone. */
  readonly rotate: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const CLIENT = { id: 'loader', secret: 'a secret of this test only' };
const RESOURCE = 'https://linchpin.test/';

/** @param calls itself: another name than the address it is asked at, for a provider that is set up wrong */
export async function identityProvider(calls?: string): Promise<IdentityProvider> {
  let answer: RequestListener = () => undefined;
  let keyRequests = 0;
  let wish: TokenWish = {};
  const server = createServer((request, response) => {
    if (request.url === '/jwks') keyRequests += 1;
    answer(request, response);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;

  const resource = () => ({
    scope: '',
    audience: wish.audience ?? 'linchpin',
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: wish.seconds ?? 600,
    jwt: { sign: { alg: 'ES256' as const } },
  });
  const open = async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'ES256' };
    const provider = new Provider(calls ?? issuer, {
      jwks: { keys: [key] },
      ttl: { AccessToken: 600, ClientCredentials: 600 },
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: { enabled: true, getResourceServerInfo: resource },
      },
      extraTokenClaims: () => ({ ...wish.claims }),
    });
    const callback = provider.callback();
    answer = (request, response) => void callback(request, response);
    return provider;
  };
  let provider = await open();

  return {
    issuer,
    keyRequests: () => keyRequests,
    tokenOf: async (subject, asked = {}) => {
      wish = asked;
      const client = await provider.Client.find(CLIENT.id);
      if (client === undefined) throw new Error('The provider does not know its client.');
      const token = new provider.AccessToken({
        accountId: subject,
        client,
        grantId: 'grant',
        gty: 'authorization_code',
        scope: '',
      });
      token.resourceServer = new provider.ResourceServer(RESOURCE, resource());
      return token.save();
    },
    machineToken: async (asked = {}) => {
      wish = asked;
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: RESOURCE }),
      });
      const body: { access_token?: string } = await response.json();
      if (body.access_token === undefined) throw new Error(JSON.stringify(body));
      return body.access_token;
    },
    rotate: async () => {
      provider = await open();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    start: () => listen(port),
  };
}
