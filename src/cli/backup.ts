import { join, resolve } from 'node:path';
import { makeBackup, refuseOthers } from '../backup/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Register } from './deps.ts';

export const registerBackup: Register = (program, { withGraph, config, clock, out, err }) => {
  program
    .command('backup')
    .description('stop the local server, write its store and audit heads into one archive, start it again')
    .argument('<file>', 'archive to write; must not be there yet')
    .option('--keys <file>', 'also write the keys of the home, to a file of their own: keep it elsewhere')
    .option('--purpose <text>', 'why, for the audit', 'backup of the local store')
    .action(async (file: string, options: { keys?: string; purpose: string }) => {
      refuseOthers(config, 'backup');
      const path = resolve(file);
      const keysPath = options.keys === undefined ? undefined : resolve(options.keys);
      const manifest = await withGraph({ name: 'backup', purpose: options.purpose }, ({ graph, dump }) => {
        if (dump === undefined)
          throw new LinchpinError(
            'BAD_INPUT',
            'The store is in a container. Stop that, and use neo4j-admin database dump on its volume.',
          );
        return makeBackup(graph, dump, { path, keysPath, config, clock });
      });
      const { nodes, relationships, parts, madeAt } = manifest;
      out(JSON.stringify({ file: path, madeAt, nodes, relationships, parts: parts.length }));
      err(
        keysPath === undefined
          ? `The keys are not in it: keep those of ${join(config.home, 'keys')} (and of LINCHPIN_*_KEY) elsewhere, or run it with --keys.`
          : `The keys are in ${keysPath}: keep it apart from the archive. Keys that LINCHPIN_*_KEY gives are in neither.`,
      );
    });
};
