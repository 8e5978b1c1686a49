import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { ServerMemory } from './memory.ts';
import type { ServerHome } from './serverHome.ts';

/** Procedures that may be called, in every server we start ourselves. */
export const ALLOWED_PROCEDURES = [
  'apoc.version',
  'apoc.util.validate',
  'apoc.util.validatePredicate',
  'apoc.date.convertFormat',
  'apoc.path.*',
  'apoc.algo.*',
  'gds.*',
].join(',');

/** Writes `conf/neo4j.conf` from the template `neo4j/neo4j.conf`, anew before each start. */
export function writeConfiguration(
  place: ServerHome,
  boltPort: number,
  memory: ServerMemory,
  settings: readonly string[] = [],
): void {
  const values = new Map([
    ['boltPort', String(boltPort)],
    ['plugins', join(place.artifacts, 'plugins')],
    ['logs', place.logs],
    ['heap', memory.heap],
    ['pagecache', memory.pagecache],
    ['procedures', ALLOWED_PROCEDURES],
  ]);
  const template = readFileSync(join(projectRoot, 'neo4j', 'neo4j.conf'), 'utf8');
  const text = template.replaceAll(/^([^#\n]*)\{\{(\w+)\}\}/gm, (_, before: string, name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new LinchpinError('INTERNAL', `neo4j/neo4j.conf asks for {{${name}}}, which nobody fills in.`);
    return before + value;
  });
  for (const folder of [join(place.server, 'conf'), place.logs]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(place.server, 'conf', 'neo4j.conf'), [text, ...settings].join('\n'));
}
