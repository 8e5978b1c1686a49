import { createInterface } from 'node:readline';
import { issueDevelopmentToken } from '../../src/access/index.ts';
import { readConfig, systemClock } from '../../src/config/index.ts';
import { homeEnvironment, startCli } from './cli.ts';

/** Starts the service on a home in a process of its own, and waits until it is ready. */
export async function serveHome(home: string, port = 0) {
  const { child, exit } = startCli(homeEnvironment(home, { LINCHPIN_PORT: String(port) }), 'serve');
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const ready = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /^Linchpin is ready: http:\/\/localhost:(\d+)/.exec(line) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    exit.then(() => reject(new Error(`The service has ended:\n${said.join('\n')}`)), reject);
  });
  const served = await ready;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code] = await exit;
    return Number(code);
  };
  return { base: `http://127.0.0.1:${served}`, port: served, child, said, end };
}

/** Headers of a request to a service on a home. */
export async function homeHeaders(home: string, roles: readonly string[]) {
  const asked = { subject: 'tester', roles, clearance: 'OFFICIAL', compartments: [], teams: [], hours: 2 };
  const token = await issueDevelopmentToken(readConfig({ LINCHPIN_HOME: home }, home), asked, systemClock);
  return {
    authorization: `Bearer ${token}`,
    'x-linchpin-purpose': 'testing a service whose store goes away',
  };
}
