// What `npm start`, `npm test` and `npm run bench` do before anything else. Built-ins only.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;

/**
 * Checks what the machine must have and installs the packages where they are not those of the lock file; ends the
 * process, with one line that names the remedy, when something is missing.
 */
export async function prepare(purpose) {
  try {
    checkNode();
    // Only now: these files use what an old Node does not have.
    const { missingForNeo4j } = await import('../src/neo4j/machineTools.js');
    const home = resolve(root, process.env.LINCHPIN_HOME?.trim() || '.linchpin');
    const missing = await missingForNeo4j(purpose.for === 'tests' ? join(root, '.linchpin-test') : home);
    if (missing !== undefined) fail(missing);
    const { ensureInstalled } = await import('./bootstrap-install.js');
    await ensureInstalled();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  fail(
    `Linchpin needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. Install one from https://nodejs.org, then try again.`,
  );
}
