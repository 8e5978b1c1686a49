import type { IncomingMessage } from 'node:http';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket, WebSocketServer } from 'ws';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { closeFor } from './closeFor.ts';

/** What is known of a connection from its beginning. */
export interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** A connection that does not answer within this time is given up. */
const PING_MS = 12_000;
const GOING_AWAY = 1001;

/** The protocol's own reasons, in the codes of our list. */
const REASONS: Readonly<Record<number, string>> = {
  [CloseCode.BadRequest]: 'BAD_INPUT: That is no message of graphql-transport-ws.',
  [CloseCode.Unauthorized]: 'UNAUTHENTICATED: Send connection_init with a token first.',
  [CloseCode.Forbidden]: 'FORBIDDEN: This connection is not served.',
  [CloseCode.SubprotocolNotAcceptable]: 'BAD_INPUT: Use the subprotocol graphql-transport-ws.',
  [CloseCode.ConnectionInitialisationTimeout]: 'TIMEOUT: No connection_init came.',
  [CloseCode.SubscriberAlreadyExists]: 'BAD_INPUT: A subscription of this id is open already.',
  [CloseCode.TooManyInitialisationRequests]: 'BAD_INPUT: connection_init came already.',
};

/**
 * Speaks graphql-transport-ws over the connections of a server. The library's own adapter prints errors as they come and
 * sends their words to the client: here they go to the log, which knows what to leave out, and clients get a coded reason.
 * @returns what closes every connection
 */
export function serveWebSockets<E extends Record<PropertyKey, unknown>>(
  server: WebSocketServer,
  options: ServerOptions<Record<string, unknown>, E & Connection>,
  logger: Logger,
): { dispose: () => Promise<void> } {
  const protocol = makeServer<Record<string, unknown>, E & Connection>(options);
  server.options.handleProtocols = handleProtocols;
  // Of the HTTP server, which is told of it as well.
  server.on('error', () => undefined);
  server.on('connection', (socket, request) => {
    // What breaks the WebSocket protocol has been closed with a code of that protocol.
    socket.on('error', (error) => logger.warn({ err: error }, 'a WebSocket broke'));
    const endPings = pingUntilSilent(socket);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code = CloseCode.InternalServerError) =>
          socket.close(code, REASONS[code] ?? 'INTERNAL: Something went wrong; the log has it.'),
        onMessage: (listener) =>
          socket.on('message', (message) => {
            listener(String(message)).catch((error: unknown) => {
              if (!(error instanceof LinchpinError)) logger.error({ err: error }, 'a message failed');
              closeFor(socket, error);
            });
          }),
      },
      { socket, request } as E & Connection,
    );
    socket.once('close', (code, reason) => {
      endPings();
      closed(code, String(reason)).catch((error: unknown) =>
        logger.error({ err: error }, 'a connection did not end well'),
      );
    });
  });
  return {
    dispose: async () => {
      for (const client of server.clients) client.close(GOING_AWAY, 'UNAVAILABLE: The service stops.');
      server.removeAllListeners();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error === undefined ? resolve() : reject(error))),
      );
    },
  };
}

/** Asks now and then whether the other side is still there. @returns what stops asking */
function pingUntilSilent(socket: WebSocket): () => void {
  let silent: NodeJS.Timeout | undefined;
  socket.on('pong', () => clearTimeout(silent));
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    clearTimeout(silent);
    silent = setTimeout(() => socket.terminate(), PING_MS);
    socket.ping();
  }, PING_MS);
  return () => {
    clearInterval(timer);
    clearTimeout(silent);
  };
}
