import { rounded, slope } from '../timing.ts';
import type { SizeFigures } from './measureLeague.ts';

/** From this many suspects on, reading must beat the peers' computing. */
const COMPARED_FROM = 350_000;

interface Row {
  readonly name: string;
  readonly target: string;
  readonly of: (figures: SizeFigures) => number | undefined;
  /** The slope over the sizes is a figure of its own, with a target. */
  readonly slope?: string;
}

const over = (one: number | undefined, two: number): number | undefined =>
  one === undefined ? undefined : rounded(one / two);
const late = (figures: SizeFigures, value: number | undefined) =>
  figures.suspectsRanked < COMPARED_FROM ? undefined : value;

/** Every figure that the league is held to, with its target, and what stands beside it. */
const ROWS: readonly Row[] = [
  { name: 'suspects ranked', target: '', of: (f) => f.suspectsRanked },
  { name: 'offences in scope', target: '', of: (f) => f.offencesInScope },
  { name: 'lines equal in every peer', target: 'all', of: (f) => f.linesEqualToPeers },
  { name: 'contributions of the hundred', target: '', of: (f) => f.contributionsOfTheHundred },
  { name: 'reading the hundred, p50 ms', target: '', of: (f) => f.read.p50Ms },
  { name: 'reading the hundred, p95 ms', target: '<= 10', of: (f) => f.read.p95Ms, slope: '<= 0.15' },
  { name: 'DuckDB computes the hundred, ms', target: '', of: (f) => f.peers.duckdb.computeHundredMs },
  {
    name: 'times as long as reading it',
    target: '>= 8 from 350,000',
    of: (f) => late(f, over(f.peers.duckdb.computeHundredMs, f.read.p50Ms)),
  },
  { name: 'DuckDB reads its stored hundred, ms', target: '', of: (f) => f.peers.duckdb.readStoredMs },
  {
    name: 'PostgreSQL computes the hundred, ms',
    target: '',
    of: (f) => f.peers.postgresql?.computeHundredMs,
  },
  {
    name: 'times as long as reading it',
    target: '>= 30 from 350,000',
    of: (f) => late(f, over(f.peers.postgresql?.computeHundredMs, f.read.p50Ms)),
  },
  { name: 'plain Cypher computes the hundred, ms', target: '', of: (f) => f.cypher.hundredMs },
  { name: 'new allegation to new table, p50 ms', target: '', of: (f) => f.newAllegation.p50Ms },
  { name: 'new allegation to new table, p99 ms', target: '<= 100', of: (f) => f.newAllegation.p99Ms },
  { name: 'of so many allegations', target: '', of: (f) => f.newAllegation.allegations },
  { name: 'Cypher computes all, ms', target: '', of: (f) => f.cypher.allMs, slope: '<= 1.05' },
  { name: 'DuckDB computes all, ms', target: '', of: (f) => f.peers.duckdb.computeAllMs, slope: '' },
  {
    name: 'Cypher takes so many times as long',
    target: '<= 4',
    of: (f) => over(f.cypher.allMs, f.peers.duckdb.computeAllMs),
  },
  { name: 'PostgreSQL computes all, ms', target: '', of: (f) => f.peers.postgresql?.computeAllMs, slope: '' },
  { name: 'league page, p50 ms', target: '', of: (f) => f.page.p50Ms },
  { name: 'league page, p95 ms', target: '', of: (f) => f.page.p95Ms },
  { name: 'league page, CPU of the service, ms', target: '', of: (f) => f.page.cpuMs },
  { name: 'league page, CPU beyond the query, ms', target: '<= 3', of: (f) => f.page.cpuBeyondQueryMs },
  { name: 'of that, markings and audit, ms', target: '', of: (f) => f.page.accessCpuMs },
  { name: 'load of the machine before', target: '', of: (f) => f.loadBefore },
];

/** Lines of the table that is printed: name, target, one value a size, slope over the suspects ranked. */
export function summary(sizes: readonly SizeFigures[]) {
  return ROWS.map(({ name, target, of, slope: slopeTarget }) => {
    const values = sizes.map(of);
    const points = sizes.flatMap((figures, index): (readonly [number, number])[] => {
      const value = values[index];
      return value === undefined ? [] : [[figures.suspectsRanked, value]];
    });
    const measured = slopeTarget === undefined ? undefined : slope(points);
    return {
      name,
      target,
      values,
      ...(slopeTarget === undefined ? {} : { slope: measured, slopeTarget }),
    };
  });
}
