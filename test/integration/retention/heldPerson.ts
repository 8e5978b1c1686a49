import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importLines } from '../../support/bundles.ts';
import { fullBundle } from '../../support/fullBundle.ts';

/** Keys of tests: the same stand-in for the same record. */
export const pseudonyms = { erased: (id: string) => `erased:${Buffer.from(`key ${id}`).toString('hex')}` };

export const LOW = ['OFFICIAL', 'OFFICIAL-SENSITIVE'];
export const HIGH = [...LOW, 'SECRET', 'SECRET/ALPHA', 'SECRET/BRAVO', 'SECRET/ALPHA;BRAVO'];

export const eraser = (subject: string, visible: readonly string[] = LOW) => ({
  caller: { subject, visible },
  clock: systemClock,
  pseudonyms,
});

/** Imports the bundle that has every file, as source `f`. */
export const importFull = (graph: Graph, asOf?: string) =>
  importLines(graph, fullBundle('f', asOf), { pseudonyms });

/** A bundle like the full one in which nothing is hidden from somebody of low clearance about P1. */
export function openBundleLines() {
  const lines = fullBundle('f');
  return {
    ...lines,
    'persons.csv': (lines['persons.csv'] ?? []).map((line) => line.replace('SECRET/ALPHA', '')),
    'events.csv': (lines['events.csv'] ?? []).map((line) => line.replace(/,SECRET$/, ',')),
    'identifiers.csv': (lines['identifiers.csv'] ?? []).map((line) => line.replace('SECRET/BRAVO', '')),
  };
}
