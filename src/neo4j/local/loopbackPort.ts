import { connect, createServer } from 'node:net';
import { LinchpinError } from '../../errors/LinchpinError.ts';

/**
 * A free port on the loopback address: the wanted one if it is free, else any.
 * @throws LinchpinError MISSING_TOOL when the machine has none left
 */
export async function loopbackPort(wanted: number | undefined): Promise<number> {
  const port = (wanted === undefined ? undefined : await tryPort(wanted)) ?? (await tryPort(0));
  if (port === undefined)
    throw new LinchpinError('MISSING_TOOL', 'No port is free on 127.0.0.1 for Neo4j. End what holds them.');
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether something listens on this port of the loopback address. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
