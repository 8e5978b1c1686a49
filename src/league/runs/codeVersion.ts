import { createHash } from 'node:crypto';
import { packageVersion } from '../../config/index.ts';
import { loadCatalogue } from '../../graph/index.ts';

let known: string | undefined;

/** Which code made a run: the version of the package and a digest of the league's queries, e.g. `0.1.0+3fa94c01be22`. */
export function codeVersion(): string {
  known ??= `${packageVersion()}+${queryDigest()}`;
  return known;
}

function queryDigest(): string {
  const hash = createHash('sha256');
  for (const { name, text } of loadCatalogue().values())
    if (name.startsWith('league/')) hash.update(`${name}\n${text}\n`);
  return hash.digest('hex').slice(0, 12);
}
