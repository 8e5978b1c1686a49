import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { type ImportReport, type ImportRequest, importBundle } from '../../../src/ingest/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { testGraph } from '../../support/graph.ts';

/** Rows of a small bundle, as its files state them; an absent cell is an unknown one. */
export interface BundleRows {
  readonly persons: readonly PersonCells[];
  readonly offences: readonly OffenceCells[];
  readonly involvements: readonly InvolvementCells[];
  readonly judgements?: readonly JudgementCells[];
  readonly associations?: readonly Cells[];
  readonly identifiers?: readonly Cells[];
  readonly intelligence?: readonly Cells[];
  readonly residences?: readonly Cells[];
  readonly locations?: readonly Cells[];
  readonly orders?: readonly Cells[];
  readonly events?: readonly Cells[];
  readonly custody?: readonly Cells[];
  readonly forensics?: readonly Cells[];
}
type Cells = Readonly<Record<string, string>>;
export interface PersonCells {
  readonly id: string;
  readonly full_name?: string;
  readonly aliases?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly sex?: string;
  readonly status?: string;
  readonly born_on?: string;
  readonly marking?: string;
}
export interface OffenceCells {
  readonly id: string;
  readonly crime_number?: string;
  readonly offence_code?: string;
  readonly offence_title?: string;
  readonly reported_on?: string;
  readonly occurred_from?: string;
  readonly location_id?: string;
  readonly outcome?: string;
  readonly found_by?: string;
  readonly modus_operandi?: string;
  readonly marking?: string;
}
export interface InvolvementCells {
  readonly person_id: string;
  readonly offence_id: string;
  readonly role: string;
  readonly status?: string;
  readonly relationship?: string;
  readonly age?: string;
  readonly marking?: string;
}
export interface JudgementCells {
  readonly person_id: string;
  readonly other_person_id: string;
  readonly verdict: string;
  readonly marking?: string;
}

/** A store that holds what every store holds: keys, editions, programmes. */
export async function leagueStore(): Promise<Graph> {
  const graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  return graph;
}

/** Writes the rows as a bundle and imports it. */
export async function importRows(
  graph: Graph,
  rows: Partial<BundleRows>,
  manifest: {
    readonly source?: string;
    readonly asOf?: string;
    readonly marking?: string;
    /** Files that hold everything that the source knows. */
    readonly complete?: readonly string[];
    readonly pseudonyms?: ImportRequest['pseudonyms'];
  } = {},
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-rows-'));
  const path = join(folder, 'bundle');
  try {
    await mkdir(path);
    for (const [name, lines] of Object.entries(rows)) {
      if (lines.length === 0) continue;
      const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
      await writeFile(join(path, `${name}.csv`), stringify([...lines], { header: true, columns }));
    }
    const { source = 's', asOf = '2023-07-01', marking, complete, pseudonyms } = manifest;
    const lines = [
      `source: ${source}`,
      `as_of: ${asOf}`,
      marking === undefined ? '' : `marking: ${marking}`,
      complete === undefined ? '' : `complete: [${complete.join(', ')}]`,
    ];
    await writeFile(join(path, 'manifest.yaml'), `${lines.join('\n')}\n`);
    return await importBundle(graph, { path, clock: systemClock, workDirectory: folder, pseudonyms });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
