import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { limitConnections } from '../../../src/api/receiving.ts';
import type { Services } from '../../../src/api/requestContext.ts';

it.each([60, 600])('a request that is over after %i seconds still finds its connection', (requestSeconds) => {
  const http = createServer();
  limitConnections(http, { settings: { requestSeconds } } as Services);
  expect(http.timeout).toBeGreaterThan(requestSeconds * 1_000);
});
