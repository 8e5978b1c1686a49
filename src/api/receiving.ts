import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { AuditRefused } from './auditRefused.ts';
import { type Services, sendError } from './requestContext.ts';
import { settingsOf } from './settings.ts';

const KEEP_ALIVE_MS = 10_000;
const MOST_CONNECTIONS = 2_000;
const MOST_HEADERS = 64;
/** An import that sends nothing for so long, beside the time that a request may take to be answered, is given up. */
const IDLE_MS = 30_000;

/** Keeps sockets that say nothing, or say it slowly, from taking the place of others. */
export function limitConnections(http: Server, services: Services): void {
  const { receiveSeconds, requestSeconds } = settingsOf(services);
  http.headersTimeout = receiveSeconds * 1_000;
  // The whole body is timed by `receiveInTime`: an import is as long as it is.
  http.requestTimeout = 0;
  http.keepAliveTimeout = KEEP_ALIVE_MS;
  http.maxHeadersCount = MOST_HEADERS;
  http.maxConnections = MOST_CONNECTIONS;
  http.maxRequestsPerSocket = 0;
  // Whoever waits for an answer sends nothing: a request that is over must still find its connection.
  http.setTimeout(requestSeconds * 1_000 + IDLE_MS);
}

/** The body must have come within the time for it; whoever sends it slower is answered 408, and the connection closed. */
export function receiveInTime(services: Services, auditRefused: AuditRefused): RequestHandler {
  const { receiveSeconds } = settingsOf(services);
  return (request, response, next) => {
    const refuse = async () => {
      // Nothing more is read. What had come already is not executed: while somebody signs in, nobody reads it.
      request.socket.pause();
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.socket.destroy());
      const late = new LinchpinError('TIMEOUT', `The body did not come within ${receiveSeconds} seconds.`);
      response.locals.refused = true;
      await auditRefused(request, response, late);
      sendError(response, late, services.logger, 408);
    };
    const timer = setTimeout(() => {
      // Whoever was refused before the body had come is sending for nothing.
      if (response.headersSent) request.socket.destroy();
      else void refuse();
    }, receiveSeconds * 1_000);
    request.once('end', () => clearTimeout(timer));
    request.once('close', () => clearTimeout(timer));
    next();
  };
}
