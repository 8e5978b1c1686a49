export { acquireServer } from './acquireServer.ts';
export { serverStatus, startServer, stopServer } from './local/localServer.ts';
export { type EmptyHomeSteps, restoreDump } from './local/restoreDump.ts';
export { serverVersion } from './machineTools.js';
export type { DumpSteps, ServerConnection, ServerRequest, ServerStatus } from './types.ts';
