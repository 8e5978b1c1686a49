export { acquireServer } from './acquireServer.ts';
export { serverStatus, startServer, stopServer } from './local/localServer.ts';
export type { ServerConnection, ServerRequest, ServerStatus } from './types.ts';
