import { readFileSync } from 'node:fs';
import { getDistDirectory, renderAltair } from 'altair-static';
import express, { type Express } from 'express';
import type { Services } from './requestContext.ts';

/** The first query of the README. */
export const FIRST_QUERY = `query FirstTable {
  league(programme: "vawg") {
    asOf
    windowFrom
    edition { id name }
    totals { suspects offences victims harmDays allSuspects offencesOfUnknownHarm offencesWithoutDate offencesWithoutSuspect }
    entries {
      rank
      harmDays
      offences
      victims
      person { id names }
      contributions { days basis provisional status offence { id title reportedOn } }
    }
  }
}`;

/**
 * The page at `/` until there is a workbench, the operator's terms of use at `/banner`, both without signing in, and in
 * development a GraphQL explorer served from its package.
 */
export function servePages(
  app: Express,
  { rules, production }: Pick<Services, 'rules' | 'production'>,
): void {
  const page = readFileSync(new URL('./welcome.html', import.meta.url), 'utf8');
  const banner = rules.banner === undefined ? '' : `<pre class="banner">${escaped(rules.banner)}</pre>`;
  app.get('/', (request, response) => {
    const filled = page.replaceAll('{{port}}', String(request.socket.localPort));
    // As a function, since a banner may hold what a replacement text would read as a pattern.
    response.type('html').send(filled.replace('{{banner}}', () => banner));
  });
  app.get('/banner', (_request, response) => {
    if (rules.banner === undefined) response.status(204).end();
    else response.type('text/plain').send(rules.banner);
  });
  if (production) return;
  app.get('/explorer', (_request, response) => {
    response.type('html').send(
      renderAltair({
        baseURL: '/explorer/',
        endpointURL: '/graphql',
        initialQuery: FIRST_QUERY,
        initialHeaders: {
          Authorization: 'Bearer <token from: npx linchpin token>',
          'X-Linchpin-Purpose': 'trying the first query',
        },
      }),
    );
  });
  app.use('/explorer', express.static(getDistDirectory()));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
