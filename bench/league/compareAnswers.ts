import { compareCodePoints } from '../../src/collections/compareCodePoints.ts';
import type { League } from '../../src/league/index.ts';
import type { ContributionLine, Line } from '../peers/sqlLeague.ts';

/** The table as it is compared. */
export const linesOf = ({ table }: League): readonly Line[] =>
  table.ranked.map(({ personId, harmMicros, victims, offences }) => ({
    personId,
    harmMicros,
    victims,
    offences,
  }));

/** Contributions of the listed, one line for each victim. */
export async function contributionLinesOf(league: League): Promise<readonly ContributionLine[]> {
  return [...(await league.contributions())].flatMap(([personId, contributions]) =>
    contributions.flatMap(({ offenceId, micros, victimIds }) =>
      victimIds.map((victimId) => ({ personId, offenceId, micros, victimId })),
    ),
  );
}

/** @throws Error with the first line on which two answers differ */
export function mustBeEqual(what: string, ours: readonly Line[], theirs: readonly Line[]): void {
  const at = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex(
    (_, index) => textOf(ours[index]) !== textOf(theirs[index]),
  );
  if (at >= 0)
    throw new Error(`${what}: line ${at + 1} differs: ${textOf(ours[at])} and ${textOf(theirs[at])}`);
}

const textOf = (line: Line | undefined): string =>
  line === undefined ? 'no line' : `${line.personId} ${line.harmMicros} ${line.victims} ${line.offences}`;

/** @throws Error where two answers hold other contributions; their order is nobody's promise */
export function mustHoldTheSame(
  what: string,
  ours: readonly ContributionLine[],
  theirs: readonly ContributionLine[],
): void {
  const texts = (lines: readonly ContributionLine[]) =>
    lines
      .map(({ personId, offenceId, micros, victimId }) => `${personId} ${offenceId} ${micros} ${victimId}`)
      .sort(compareCodePoints);
  const [mine, other] = [texts(ours), texts(theirs)];
  const at = Array.from({ length: Math.max(mine.length, other.length) }).findIndex(
    (_, index) => mine[index] !== other[index],
  );
  if (at >= 0) throw new Error(`${what}: contributions differ: ${mine[at]} and ${other[at]}`);
}

/** Totals of the scope in the order of the peers: offences, harm, of unknown harm, without suspect, victims. */
export async function mustAddUp(what: string, { table }: League, theirs: readonly number[]): Promise<void> {
  const { offences, harmMicros, unknownHarm, withoutSuspect, victims } = await table.totals();
  const ours = [offences, harmMicros, unknownHarm, withoutSuspect, victims];
  if (ours.join() !== theirs.join())
    throw new Error(`${what}: totals differ: ${ours.join(', ')} and ${theirs.join(', ')}`);
}
