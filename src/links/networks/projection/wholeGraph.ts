import { LinchpinError } from '../../../errors/LinchpinError.ts';
import type { Sight } from '../../adjacency/Sight.ts';
import { KeptWork, newLine } from '../../turns/KeptWork.ts';
import { countThings, type ThingCounts } from './countThings.ts';
import type { ProjectionQuestion } from './ProjectionQuestion.ts';
import { type Projected, project } from './project.ts';

type Asked = Omit<ProjectionQuestion, 'people' | 'reach'>;
interface Memory {
  readonly networks: KeptWork<Projected>;
  readonly counts: KeptWork<ThingCounts>;
}

/** Of each kind, for each sight: 6 megabytes a network at the most, and 8 a million persons. */
const KEPT = 2;
const memories = new WeakMap<Sight, Memory>();
/** Of all sights one walk at a time: each holds the graph as it stood, which may have changed many times meanwhile. */
const line = newLine();

/**
 * The network of everybody, walked at the first question and kept while the facts stand.
 * @throws LinchpinError UNAVAILABLE where the question's time is over first; the walk goes on
 */
export const wholeNetwork = (asked: Asked, signal: AbortSignal): Promise<Projected> =>
  memoryOf(asked.sight).networks.ask(
    keyOf(asked),
    () => project({ ...asked, people: undefined, reach: 0 }),
    signal,
    late,
  );

/** How many things there are and people have, kept alike. */
export const allThings = (asked: Asked, signal: AbortSignal): Promise<ThingCounts> =>
  memoryOf(asked.sight).counts.ask(keyOf(asked), () => countThings(asked), signal, late);

function memoryOf(sight: Sight): Memory {
  const known = memories.get(sight) ?? {
    networks: new KeptWork(KEPT, line),
    counts: new KeptWork(KEPT, line),
  };
  memories.set(sight, known);
  return known;
}

const keyOf = ({ projection, from, to }: Asked) => `${projection} ${from} ${to}`;

const late = () =>
  new LinchpinError('UNAVAILABLE', 'The whole graph is still being walked for it; ask again in a minute.');
