import { resolve } from 'node:path';
import { openAuditKey, verifyAudit } from '../access/index.ts';
import { mustHold, refuseOthers, restoreBackup } from '../backup/index.ts';
import { openGraph, runChecks } from '../graph/index.ts';
import { acquireServer } from '../neo4j/index.ts';
import type { Register } from './deps.ts';
import { findingLine } from './findingLine.ts';

export const registerRestore: Register = (program, { withGraph, config, out, err }) => {
  program
    .command('restore')
    .description('make the store of an empty home (LINCHPIN_HOME) from an archive of linchpin backup')
    .argument('<file>', 'archive to read')
    .option('--keys <file>', 'the keys that backup --keys wrote')
    .option('--purpose <text>', 'why, for the audit', 'restore of the local store')
    .action(async (file: string, options: { keys?: string; purpose: string }) => {
      refuseOthers(config, 'restore');
      const { manifest, missingKeys } = await restoreBackup({
        path: resolve(file),
        keysPath: options.keys === undefined ? undefined : resolve(options.keys),
        config,
        onProgress: err,
      });
      const { home, neo4j } = config;
      const server = await acquireServer({ home, neo4j, purpose: 'service', onProgress: err });
      try {
        const graph = openGraph(server);
        await mustHold(graph, manifest).finally(() => graph.close());
        const keys = [await openAuditKey(config)];
        const { broken, audit } = await withGraph(
          { name: 'restore', purpose: options.purpose },
          async (session) => ({
            broken: (await runChecks(session.graph)).filter(({ violations }) => violations.length > 0),
            audit: await verifyAudit({ graph: session.graph, keys, home, own: true }),
          }),
        );
        for (const { check, purpose } of broken) err(`${check}: ${purpose}`);
        // Of a key that was not given it is said below; everything else is damage.
        const findings = audit.findings.filter(
          ({ kind }) => kind !== 'key unknown' || missingKeys.length === 0,
        );
        for (const finding of findings) err(findingLine(finding));
        if (broken.length + findings.length > 0) process.exitCode = 1;
        const { madeAt, nodes, relationships } = manifest;
        out(
          JSON.stringify({
            home,
            madeAt,
            nodes,
            relationships,
            checksBroken: broken.length,
            auditEntries: audit.entries,
            auditBroken: findings.length,
          }),
        );
      } finally {
        await server.release();
      }
      if (missingKeys.length > 0)
        err(
          `This home lacks keys that the store was used with (${missingKeys.join(', ')}): victims get other pseudonyms, and the audit of before cannot be proved. Restore again with --keys, into a new home.`,
        );
    });
};
