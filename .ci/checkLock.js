// The lock file says what package.json says, names no registry, and holds a digest of every package.
import { readFileSync } from 'node:fs';

/** What is wrong with a lock file, beside its package.json. */
export function faultsOf(lock, manifest) {
  const faults = [];
  const root = lock.packages?.[''] ?? {};
  for (const kind of ['dependencies', 'devDependencies']) {
    const [stated, locked] = [manifest[kind] ?? {}, root[kind] ?? {}];
    for (const name of new Set([...Object.keys(stated), ...Object.keys(locked)]))
      if (stated[name] !== locked[name])
        faults.push(
          `${name}: package.json says ${stated[name] ?? 'nothing'}, the lock ${locked[name] ?? 'nothing'}`,
        );
  }
  for (const [path, entry] of Object.entries(lock.packages ?? {})) {
    if (path === '' || entry.link === true) continue;
    if (entry.resolved !== undefined) faults.push(`${path}: names where it was fetched from`);
    if (!/^sha(256|384|512)-/.test(entry.integrity ?? '') && entry.inBundle !== true)
      faults.push(`${path}: has no sound digest`);
  }
  return faults;
}

if (process.argv[1] === import.meta.filename) {
  const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
  const faults = faultsOf(read('package-lock.json'), read('package.json'));
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  console.log(faults.length === 0 ? 'the lock file is sound' : `${faults.length} faults in the lock file`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
