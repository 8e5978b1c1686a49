import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../seed/Random.ts';
import { systemClock } from '../../src/config/index.ts';
import type { CallOptions, Graph, GraphTransaction } from '../../src/graph/index.ts';
import { importBundle } from '../../src/ingest/index.ts';
import { computeLeague } from '../../src/league/index.ts';
import type { OpenBench } from '../openBench.ts';
import { quantile, sorted } from '../timing.ts';

const ALLEGATIONS = 200;
/** Where each takes long, fewer are enough to say so. */
const MOST_SECONDS = 120;
const WAIT_MS = 180_000;

/**
 * One new allegation after the other, each a bundle of its own that the import reads, checks and writes: milliseconds
 * from the commit of the suspect's role until the hundred and their contributions are read from a table that counts it.
 * What the import does before and after that commit is not in the figure.
 */
export async function newAllegation(bench: OpenBench, source: string) {
  const { store, caller } = bench;
  const random = new Random(4);
  const read = async () => {
    const league = await computeLeague(store.graph, { programme: 'vawg' }, caller);
    await league.contributions();
    return league;
  };
  let { table } = await read();
  const times: number[] = [];
  const begun = performance.now();
  while (times.length < ALLEGATIONS && performance.now() - begun < MOST_SECONDS * 1_000) {
    const { personId: suspect, offences } = random.pick(table.lines);
    const { committed, done } = importOne(bench, source, times.length, suspect);
    const started = await committed;
    for (;;) {
      const league = await read();
      const answered = performance.now();
      const found = league.table.lines.find(({ personId }) => personId === suspect);
      if (found !== undefined && found.offences === offences + 1) {
        times.push(answered - started);
        table = league.table;
        break;
      }
      if (answered - started > WAIT_MS)
        throw new Error(`the allegation against ${suspect} did not reach the table`);
    }
    await done;
  }
  const ms = sorted(times);
  return { allegations: ms.length, p50Ms: quantile(ms, 0.5), p99Ms: quantile(ms, 0.99) };
}

/** @returns when its involvements were committed, by the clock of this process, and when the import has ended */
function importOne({ store, home, workDirectory }: OpenBench, source: string, nth: number, suspect: string) {
  const folder = join(home, 'new-allegation');
  const person = suspect.slice(source.length + 1);
  let committed: (at: number) => void;
  let failed: (error: unknown) => void;
  const commit = new Promise<number>((resolve, reject) => {
    committed = resolve;
    failed = reject;
  });
  const graph = withCommits(store.graph, (operation) => {
    if (operation === 'import involvements.csv') committed(performance.now());
  });
  const go = async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'manifest.yaml'), `source: ${source}\nas_of: 2023-06-30\n`);
    await writeFile(
      join(folder, 'offences.csv'),
      `id,offence_code,reported_on\nNEW${nth + 1},008/06,2023-06-30\n`,
    );
    await writeFile(
      join(folder, 'involvements.csv'),
      `person_id,offence_id,role,status\n${person},NEW${nth + 1},SUSPECT,NAMED\nV1,NEW${nth + 1},VICTIM,\n`,
    );
    const report = await importBundle(graph, { path: folder, clock: systemClock, workDirectory });
    if (report.rejected > 0) throw new Error('the new allegation was rejected');
  };
  const done = go();
  done.catch((error: unknown) => failed(error));
  return { committed: commit, done };
}

/** The same graph, which tells of each transaction that was committed. */
function withCommits(graph: Graph, onCommit: (operation: string | undefined) => void): Graph {
  return Object.assign(Object.create(graph) as Graph, {
    transaction: async <T>(work: (tx: GraphTransaction) => Promise<T>, options?: CallOptions): Promise<T> => {
      const result = await graph.transaction(work, options);
      onCommit(options?.operation);
      return result;
    },
  });
}
