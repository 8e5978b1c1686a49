import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeNetwork, networkOfBundle } from '../../src/links/index.ts';
import { type Figure, rounded } from './Figure.ts';
import { withBundle } from './withBundle.ts';

/** Share of the largest component left after five and ten removals that a plain search by exchanges is known to reach. */
const KNOWN = {
  'montagna_meetings.csv': [0.402, 0.207],
  'montagna_phonecalls.csv': [0.225, 0.045],
} as const;

/** Fragmentation of the Montagna networks (Cavallaro et al., PLoS ONE 15(8), 2020), ties as published, undirected. */
export async function onMontagna(shared: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, known] of Object.entries(KNOWN))
    for (const [at, removed] of [5, 10].entries()) {
      const described = await describe(join(shared, 'data/real/covert_networks', name), removed);
      const { best, mostConnected, chance } = described.disruption ?? {};
      figures.push({
        data: name,
        figure: `share of the largest component left after ${removed} removals`,
        ours: rounded(best?.shareLeft ?? Number.NaN),
        beside: {
          'most connected': rounded(mostConnected?.shareLeft ?? Number.NaN),
          'chance, lowest of nine tenths': rounded(chance?.low ?? Number.NaN),
        },
        target: `<= ${known[at]}`,
      });
    }
  return figures;
}

const describe = (file: string, removed: number) =>
  withBundle(async ({ folder, reading }) => {
    const [, ...ties] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    const people = new Set(ties.flatMap((tie) => tie.split(',').slice(0, 2)));
    await writeFile(join(folder, 'manifest.yaml'), 'source: montagna\nas_of: 2009-12-31\n');
    await writeFile(join(folder, 'persons.csv'), ['id', ...people, ''].join('\n'));
    await writeFile(
      join(folder, 'associations.csv'),
      ['person_id,other_person_id,weight', ...ties, ''].join('\n'),
    );
    const { graph } = await networkOfBundle(reading);
    return describeNetwork(graph, removed);
  });
