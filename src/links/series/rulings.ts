/** What a person decided on a proposal. */
export type Verdict = 'ACCEPT' | 'REJECT' | 'SPLIT';

/** A decision as it bears on pairs of offences. */
export interface Ruling {
  readonly id: string;
  readonly verdict: Verdict;
  readonly offenceIds: readonly string[];
  /** Of a split: those that were taken out, from whom the others are told apart. */
  readonly apart: readonly string[];
  /** What each of the offences stood on, in their order. */
  readonly standing: readonly string[];
}

/** What decisions say of offences by their places. */
export interface Rulings {
  /** Groups that somebody accepted, each with two or more. */
  readonly joined: readonly (readonly number[])[];
  /** Whether somebody ruled out that two are of one series. */
  ruledOut(a: number, b: number): boolean;
}

/** The offences of a decision of which something has changed since. */
export function changedSince(
  { offenceIds, standing }: Pick<Ruling, 'offenceIds' | 'standing'>,
  standingNow: (id: string) => string | undefined,
): readonly string[] {
  return offenceIds.filter((id, at) => standingNow(id) !== standing[at]);
}

/**
 * What stands of decisions, newest first. Of a pair the newest decision counts, and only while nothing has changed of
 * either offence. A rejection rules out every pair of its offences, a split every pair across.
 * @param placeOf place of an offence among those that are looked at; undefined where it is not
 */
export function rulingsOf(
  newestFirst: readonly Ruling[],
  placeOf: (id: string) => number | undefined,
  standingNow: (id: string) => string | undefined,
): Rulings {
  const verdicts = new Map<string, boolean>();
  for (const ruling of newestFirst) {
    const changed = new Set(changedSince(ruling, standingNow));
    const apart = new Set(ruling.apart);
    const members = ruling.offenceIds.flatMap((id) => {
      const place = placeOf(id);
      return place === undefined || changed.has(id) ? [] : [{ id, place }];
    });
    for (const [at, one] of members.entries())
      for (const other of members.slice(at + 1)) {
        // A split says nothing of those that stay together.
        if (ruling.verdict === 'SPLIT' && apart.has(one.id) === apart.has(other.id)) continue;
        const key = pairKey(one.place, other.place);
        if (!verdicts.has(key)) verdicts.set(key, ruling.verdict === 'ACCEPT');
      }
  }
  const ruledOut = (a: number, b: number) => verdicts.get(pairKey(a, b)) === false;
  return { joined: joinedGroups(verdicts, ruledOut), ruledOut };
}

/**
 * Groups that somebody accepted exactly as they are, and of which nothing has changed since: the places of their offences
 * in rising order, joined by commas. What only several decisions join together is none.
 */
export function acceptedExactly(
  rulings: readonly Ruling[],
  placeOf: (id: string) => number | undefined,
  standingNow: (id: string) => string | undefined,
): ReadonlySet<string> {
  const accepted = rulings.filter(
    (ruling) => ruling.verdict === 'ACCEPT' && changedSince(ruling, standingNow).length === 0,
  );
  return new Set(
    accepted.map(({ offenceIds }) =>
      offenceIds
        .map((id) => placeOf(id) ?? -1)
        .toSorted((a, b) => a - b)
        .join(),
    ),
  );
}

const pairKey = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Joins what was accepted, but never two groups of which a pair is ruled out. */
function joinedGroups(
  verdicts: ReadonlyMap<string, boolean>,
  ruledOut: (a: number, b: number) => boolean,
): readonly (readonly number[])[] {
  const groupOf = new Map<number, number[]>();
  for (const [key, accepted] of verdicts) {
    if (!accepted) continue;
    const [a = 0, b = 0] = key.split(' ').map(Number);
    const one = groupOf.get(a) ?? [a];
    const other = groupOf.get(b) ?? [b];
    if (one === other || one.some((left) => other.some((right) => ruledOut(left, right)))) continue;
    const joined = [...one, ...other];
    for (const member of joined) groupOf.set(member, joined);
  }
  return [...new Set(groupOf.values())].map((group) => group.toSorted((a, b) => a - b));
}
