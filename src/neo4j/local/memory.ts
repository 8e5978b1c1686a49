import { totalmem } from 'node:os';
import type { NeoSettings } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';

const MB = 1024 * 1024;
const LEAST_HEAP = 512 * MB;
const LEAST_PAGECACHE = 128 * MB;
/** Threads, metaspace and network buffers of the server, beside heap and page cache; and the rest of the machine. */
const OVERHEAD = 512 * MB;

/** Sizes in the server's own notation. */
export interface ServerMemory {
  readonly heap: string;
  readonly pagecache: string;
}

/**
 * How much memory the local server gets: a quarter of the machine for heap and again for page cache, at most
 * 2 GB each (tests: 1 GB and 256 MB), unless the environment says otherwise.
 * @param machineBytes memory of this machine or container
 * @throws LinchpinError MISSING_TOOL when it cannot fit
 */
export function serverMemory(
  settings: NeoSettings,
  purpose: 'service' | 'test',
  machineBytes = machineMemory(),
): ServerMemory {
  const quarter = machineBytes / 4;
  const most = purpose === 'service' ? [2048 * MB, 2048 * MB] : [1024 * MB, 256 * MB];
  const [mostHeap = 0, mostPagecache = 0] = most;
  const heap = bytes(settings.heap) ?? Math.max(LEAST_HEAP, Math.min(mostHeap, quarter));
  const pagecache = bytes(settings.pagecache) ?? Math.max(LEAST_PAGECACHE, Math.min(mostPagecache, quarter));
  if (heap + pagecache + OVERHEAD > machineBytes)
    throw new LinchpinError(
      'MISSING_TOOL',
      `Neo4j would need ${megabytes(heap)} heap, ${megabytes(pagecache)} page cache and ${megabytes(OVERHEAD)} beside ` +
        `them; this machine has ${megabytes(machineBytes)}. ` +
        'Set smaller LINCHPIN_NEO4J_HEAP and LINCHPIN_NEO4J_PAGECACHE, or set NEO4J_URI to a server elsewhere.',
    );
  return { heap: megabytes(heap), pagecache: megabytes(pagecache) };
}

/** A container may be allowed less than the machine has. */
function machineMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

function bytes(size: string | undefined): number | undefined {
  const [, number, unit] = /^(\d+)([kmg])$/i.exec(size ?? '') ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Number(number) * { k: 1024, m: MB, g: 1024 * MB, '': 1 }[lower(unit)];
}

function lower(unit: string): 'k' | 'm' | 'g' | '' {
  const letter = unit.toLowerCase();
  return letter === 'k' || letter === 'm' || letter === 'g' ? letter : '';
}

function megabytes(size: number): string {
  return `${Math.floor(size / MB)}m`;
}
