import { loadavg } from 'node:os';
import { openMatcher } from '../../src/harm/index.ts';
import { computeLeague } from '../../src/league/index.ts';
import { importLondon, LONDON_SOURCE } from '../importing/importLondon.ts';
import { loadMade } from '../made/loadMade.ts';
import { type OpenBench, say, withBench } from '../openBench.ts';
import { WINDOW } from '../peers/sqlLeague.ts';
import { rounded } from '../timing.ts';
import { contributionLinesOf, linesOf } from './compareAnswers.ts';
import { leaguePage } from './leaguePage.ts';
import { madeBundle } from './madeBundle.ts';
import { makeLeague } from './makeLeague.ts';
import { measurePeers } from './measurePeers.ts';
import { newAllegation } from './newAllegation.ts';
import { type PeerFiles, peerFilesOfBundle, writePeerFiles } from './peerFiles.ts';
import { readHundred } from './readHundred.ts';
import { recompute } from './recompute.ts';
import type { Size } from './sizes.ts';

/** Everything that is measured of the league at one size. */
export type SizeFigures = Awaited<ReturnType<typeof measureSize>>;

export const measureLeague = (size: Size) => withBench((bench) => measureSize(bench, size));

async function measureSize(bench: OpenBench, size: Size) {
  const { store, caller } = bench;
  const loadBefore = rounded(loadavg()[0] ?? 0);
  const { files, source, imported } = await load(bench, size);
  const started = performance.now();
  const league = await computeLeague(store.graph, { programme: 'vawg' }, caller);
  const firstSeconds = rounded((performance.now() - started) / 1_000);
  if (league.windowFrom !== WINDOW.from || league.asOf !== WINDOW.to)
    throw new Error(`the league is of ${league.windowFrom} to ${league.asOf}, not of the peers’ window`);
  say(`${size.name}: the first table took ${firstSeconds} s`);

  const peers = await measurePeers(files, league);
  const read = await readHundred(bench);
  say(`reading the hundred: ${JSON.stringify(read)}`);
  const cypher = await recompute(bench, league);
  say(`computing in Cypher: ${JSON.stringify(cypher)}`);
  const page = await leaguePage(bench);
  say(`the page: ${JSON.stringify(page)}`);
  const lines = linesOf(league);
  const contributions = await contributionLinesOf(league);
  // Last, since it changes what the others were measured on.
  const fresh = await newAllegation(bench, source);
  say(`a new allegation: ${JSON.stringify(fresh)}`);
  return {
    size: size.name,
    /** Mean number of running processes in the minute before: above 0, others were at work too. */
    loadBefore,
    suspectsRanked: lines.length,
    offencesInScope: (await league.table.totals()).offences,
    linesEqualToPeers: lines.length,
    contributionsOfTheHundred: new Set(
      contributions.map(({ personId, offenceId }) => `${personId} ${offenceId}`),
    ).size,
    firstTableSeconds: firstSeconds,
    imported,
    read,
    cypher,
    page,
    newAllegation: fresh,
    peers,
  };
}

/** Fills the store, and the peers' files with the same rows. */
async function load(bench: OpenBench, size: Size) {
  const started = performance.now();
  const done = (files: PeerFiles, source: string, imported: object | undefined) => {
    say(`${size.name}: loaded (${rounded((performance.now() - started) / 1_000)} s)`);
    return { files, source, imported };
  };
  if (size.offences === undefined) {
    const { bundle, figures } = await importLondon(bench, size.suspects);
    return done(await peerFilesOfBundle(bundle, LONDON_SOURCE, bench.home), LONDON_SOURCE, figures);
  }
  const league = makeLeague({ suspects: size.suspects, offences: size.offences });
  const files = writePeerFiles(league, bench.home);
  await loadMade(bench, WINDOW.to, madeBundle(league, WINDOW.to, await openMatcher(bench.store.graph)));
  return done(files, league.source, undefined);
}
