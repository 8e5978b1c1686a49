import type { RequestHandler } from 'express';
import { authorise, type Caller, rightOf } from '../access/index.ts';
import { exportRun } from '../league/index.ts';
import { findPersons, victimsOf } from '../records/index.ts';
import { type Services, sendError } from './requestContext.ts';

/** As the policy table and the audit name it. */
const ROUTE = 'GET /league-runs';

/** `GET /league-runs/<id>.<csv | xlsx | pdf>`: a stored run to take away; audited before it leaves. */
export function exportDownload(services: Services): RequestHandler<{ id: string; format: string }> {
  return async (request, response) => {
    const { graph, clock, audit, logger, pseudonyms } = services;
    const caller: Caller = response.locals.caller;
    const requestId: string = response.locals.requestId;
    const record = (decision: 'ALLOWED' | 'REFUSED' | 'FAILED', ids: readonly string[]) =>
      audit.record({
        principal: caller,
        purpose: caller.purpose,
        operation: ROUTE,
        action: 'DISCLOSURE',
        decision,
        requestId,
        ids,
        named: [request.params.id],
        resultCount: ids.length,
        variables: JSON.stringify({ format: request.params.format }),
      });
    try {
      authorise(caller.roles, rightOf(ROUTE));
    } catch (error) {
      await record('REFUSED', []);
      return sendError(response, error, logger);
    }
    try {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const options = {
        ...{ user: caller.subject, operation: 'export of a league run', requestId },
        signal: gone.signal,
      };
      const shown = new Set<string>();
      const namesOf = async (ids: readonly string[], visible: readonly string[]) => {
        const persons = await findPersons(graph, { ids, visible }, options);
        return new Map(persons.map(({ id, names }) => [id, names]));
      };
      const { id, format } = request.params;
      const asked = {
        id,
        format,
        victimsOf: (offenceIds: readonly string[], visible: readonly string[], exportId: string) => {
          for (const offenceId of offenceIds) shown.add(offenceId);
          return victimsOf(graph, { offenceIds, visible }, pseudonyms.forExport(exportId), options);
        },
      };
      const made = await exportRun(graph, asked, caller, namesOf, clock, options);
      const { fileName, type, body, personIds } = made;
      await record('ALLOWED', [request.params.id, ...personIds, ...shown]);
      response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
      response.setHeader('Cache-Control', 'no-store');
      response.type(type).send(body);
    } catch (error) {
      await record('FAILED', []).catch((failure: unknown) =>
        logger.error({ err: failure }, 'a failed export was not audited'),
      );
      sendError(response, error, logger);
    }
  };
}
