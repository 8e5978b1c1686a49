import type { League } from '../../src/league/index.ts';
import { say } from '../openBench.ts';
import { openDuckdb } from '../peers/duckdb.ts';
import { findPostgres, openPostgres } from '../peers/postgres.ts';
import type { SqlDatabase } from '../peers/SqlDatabase.ts';
import {
  computeAll,
  computedLines,
  computeHundred,
  readStored,
  storeContributions,
} from '../peers/sqlLeague.ts';
import { quantile, rounded, timesOf } from '../timing.ts';
import { contributionLinesOf, linesOf, mustAddUp, mustBeEqual, mustHoldTheSame } from './compareAnswers.ts';
import type { PeerFiles } from './peerFiles.ts';

/** What a peer takes, in milliseconds at the median; undefined where it is not on this machine. */
export interface PeerFigures {
  readonly version: string;
  readonly loadSeconds: number;
  /** Table and totals, left in the peer. */
  readonly computeAllMs: number;
  /** The hundred and their contributions, computed and read. */
  readonly computeHundredMs: number;
  /** The same, read from what was stored. */
  readonly readStoredMs: number;
}

const COMPUTATIONS = 7;
const READS = 200;
/** A peer that is slow is asked less often. */
const MOST_SECONDS = 30;

/** Each peer in turn: loads, compares its answers with ours line by line, and only then is timed. */
export async function measurePeers(files: PeerFiles, league: League) {
  const duckdb = await measurePeer(openDuckdb, files, league);
  const programs = await findPostgres();
  if (programs === undefined)
    say('PostgreSQL is not installed (apt-get install postgresql): it is missing from the figures');
  const postgresql =
    programs === undefined ? undefined : await measurePeer(() => openPostgres(programs), files, league);
  return { duckdb, postgresql, absent: postgresql === undefined ? ['PostgreSQL is not installed'] : [] };
}

async function measurePeer(
  open: () => Promise<SqlDatabase>,
  files: PeerFiles,
  league: League,
): Promise<PeerFigures> {
  const database = await open();
  const { name, version } = database;
  try {
    const started = performance.now();
    await database.load(files);
    const loadSeconds = rounded((performance.now() - started) / 1_000);
    const totals = await computeAll(database);
    mustBeEqual(`the table of ${name}`, linesOf(league), await computedLines(database));
    await mustAddUp(name, league, totals);
    await storeContributions(database);
    const ours = { lines: linesOf(league).slice(0, 100), contributions: await contributionLinesOf(league) };
    for (const theirs of [await computeHundred(database), await readStored(database)]) {
      mustBeEqual(`the hundred of ${name}`, ours.lines, theirs.lines);
      mustHoldTheSame(name, ours.contributions, theirs.contributions);
    }
    say(`${name} ${version}: ${league.table.ranked.length} lines are equal to ours, and all contributions`);
    const hundred = await timesOf(COMPUTATIONS, () => computeHundred(database), MOST_SECONDS);
    const stored = await timesOf(READS, () => readStored(database), MOST_SECONDS);
    const all = await timesOf(COMPUTATIONS, () => computeAll(database), MOST_SECONDS);
    return {
      version,
      loadSeconds,
      computeAllMs: quantile(all, 0.5),
      computeHundredMs: quantile(hundred, 0.5),
      readStoredMs: quantile(stored, 0.5),
    };
  } finally {
    await database.close();
  }
}
