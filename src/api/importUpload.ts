import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { authorise, type Caller, rightOf } from '../access/index.ts';
import { checkSourceName, type ImportReport, importBundle } from '../ingest/index.ts';
import { type Services, sendError } from './requestContext.ts';

/** As the policy table and the audit name it. */
const ROUTE = 'POST /import';

/**
 * The reconciliation of the rows that were sent. What they changed in the store is left out: it would tell whether the
 * store holds, above the importer, what they state.
 */
function answerOf({ files, ...report }: ImportReport) {
  const sent = files.map(({ created: _c, updated: _u, unchanged: _s, ended: _e, ...counts }) => counts);
  return { ...report, files: sent };
}

/**
 * `POST /import`: a zipped bundle as the body, streamed to disk and imported; answers the reconciliation.
 * `?source=<name>` names the source of a zip whose manifest does not (and which has no folder inside to name it).
 */
export function importUpload(services: Services): RequestHandler {
  return async (request, response) => {
    const { graph, clock, audit, logger, workDirectory, pseudonyms } = services;
    const caller: Caller = response.locals.caller;
    const requestId: string = response.locals.requestId;
    const folder = join(workDirectory, `upload-${randomUUID()}`);
    const record = (decision: 'ALLOWED' | 'REFUSED' | 'FAILED', ids: readonly string[]) =>
      audit.record({
        principal: caller,
        purpose: caller.purpose,
        operation: ROUTE,
        action: 'COLLECTION',
        decision,
        requestId,
        ids,
        resultCount: ids.length,
        variables: '{}',
      });
    try {
      authorise(caller.roles, rightOf(ROUTE));
    } catch (error) {
      await record('REFUSED', []);
      return sendError(response, error, logger);
    }
    try {
      const named = request.query.source;
      const source = named === undefined ? undefined : checkSourceName(named);
      await mkdir(folder, { recursive: true });
      const path = join(folder, 'bundle.zip');
      await pipeline(request, createWriteStream(path));
      const report = await importBundle(graph, {
        path,
        source,
        unnamed: true,
        clock,
        workDirectory,
        visible: caller.visible,
        pseudonyms,
        reportFolder: join(workDirectory, 'imports', requestId),
      });
      await record('ALLOWED', [report.job]);
      response.status(report.rejected > 0 ? 207 : 200).json(answerOf(report));
    } catch (error) {
      await record('FAILED', []).catch((failure: unknown) =>
        logger.error({ err: failure }, 'a failed import was not audited'),
      );
      sendError(response, error, logger);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
