import { LinchpinError } from '../errors/LinchpinError.ts';
import { describeNetwork, type NetworkDescription, networkOfBundle } from '../links/index.ts';
import type { Register } from './deps.ts';
import { workDirectoryOf } from './openStore.ts';

const MOST_REMOVED = 50;

interface NetworkOptions {
  readonly map?: string;
  readonly disrupt?: string;
  readonly json?: boolean;
}

/** `linchpin network`: reads a bundle without a store. */
export const registerNetwork: Register = (program, { config, clock, out, signal }) => {
  program
    .command('network')
    .description('communities, brokers and weak points of the ties in a bundle; needs no store')
    .argument('<folder or zip>')
    .option('--map <file.yaml>', "mapping of other people's files, columns and codes, laid over the manifest")
    .option(
      '--disrupt <k>',
      `which k people to remove so that the least hangs together, 1 to ${MOST_REMOVED}`,
    )
    .option('--json', 'print one object')
    .action(async (path: string, { map, disrupt, json }: NetworkOptions) => {
      const k = disrupt === undefined ? undefined : numberRemoved(disrupt);
      const { source, asOf, graph, crowdsLeftOut } = await networkOfBundle({
        path,
        mapFile: map,
        clock,
        workDirectory: workDirectoryOf(config),
        signal,
      });
      if (graph.ids.length === 0)
        throw new LinchpinError(
          'BAD_INPUT',
          `${path} ties nobody to anybody. Give it associations.csv, involvements.csv with several suspects of one offence, or events.csv with several people each.`,
        );
      const described = await describeNetwork(graph, k, signal);
      out(
        json === true
          ? JSON.stringify({ source, asOf: asOf ?? null, crowdsLeftOut, ...described }, null, 2)
          : inWords(described),
      );
    });
};

function numberRemoved(text: string): number {
  const k = /^\d+$/.test(text) ? Number(text) : 0;
  if (k < 1 || k > MOST_REMOVED)
    throw new LinchpinError(
      'BAD_INPUT',
      `--disrupt is ${text}. Give a whole number from 1 to ${MOST_REMOVED}.`,
    );
  return k;
}

function inWords({ nodes, ties, components, communities, disruption }: NetworkDescription): string {
  const lines = [
    `${nodes} people, ${ties} ties, ${components.length} components (largest ${components[0]}), ${communities.length} communities (largest ${communities[0]?.size})`,
  ];
  if (disruption !== null) {
    const { best, k, mostConnected, chance, bridge, warning } = disruption;
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    lines.push(
      `without ${best.personIds.join(', ')}: ${percent(best.shareLeft)} of the largest component hangs together`,
      `without the ${k} most connected: ${percent(mostConnected.shareLeft)}; without ${k} by chance: ${percent(chance.mean)} (${percent(chance.low)} to ${percent(chance.high)})`,
    );
    if (bridge !== null) lines.push(`would bridge it: ${bridge.personIds.join(' and ')}`);
    lines.push(warning);
  }
  return lines.join('\n');
}
