import { readFileSync } from 'node:fs';
import { getDistDirectory, renderAltair } from 'altair-static';
import express, { type Express } from 'express';

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

/** The page at `/` until there is a workbench and, in development, a GraphQL explorer served from its package. */
export function servePages(app: Express, production: boolean): void {
  const page = readFileSync(new URL('./welcome.html', import.meta.url), 'utf8');
  app.get('/', (request, response) => {
    response.type('html').send(page.replaceAll('{{port}}', String(request.socket.localPort)));
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
