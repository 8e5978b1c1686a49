import { join } from 'node:path';
import { artifactsFolder } from '../machineTools.js';

/** Where everything of one local server lies; two homes are two independent servers. */
export interface ServerHome {
  readonly home: string;
  /** Jars of this version, `lib/` and `plugins/`. */
  readonly artifacts: string;
  /** What Neo4j calls its home: `conf/` and `data/`. */
  readonly server: string;
  readonly logs: string;
  readonly consoleLog: string;
  /** Readable to the owner only. */
  readonly passwordFile: string;
  /** The running server, if there is one. */
  readonly recordFile: string;
  /** Holds the old store while another is laid in its place. */
  readonly storeAside: string;
  /** The run of the admin tool that is under way, if there is one. */
  readonly toolFile: string;
  /** A server that is being made from a backup; it becomes `server` in one step when it is whole. */
  readonly restoring: string;
  readonly holders: string;
  readonly lockFile: string;
}

/** The places of one home, of which none need exist yet. */
export function serverHome(home: string): ServerHome {
  const root = join(home, 'neo4j');
  return {
    home,
    artifacts: artifactsFolder(home),
    server: join(root, 'server'),
    logs: join(root, 'logs'),
    consoleLog: join(root, 'logs', 'console.log'),
    passwordFile: join(root, 'password'),
    recordFile: join(root, 'server.json'),
    storeAside: join(root, 'store-aside'),
    toolFile: join(root, 'tool.json'),
    restoring: join(root, 'restoring'),
    holders: join(root, 'holders'),
    lockFile: join(root, 'lock'),
  };
}
