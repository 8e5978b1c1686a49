import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import type { Census } from '../shared/census.ts';
import { drawnFrom } from '../shared/drawn.ts';
import { SHARED_KINDS } from '../shared/kinds.ts';
import { strengthOf } from '../shared/sharedBetween.ts';
import { kindOfStratum, maskOfStrata } from '../shared/strata.ts';
import { surpriseOfThing } from '../shared/surprise.ts';
import { countThings, type Holdings, holdingsOf, type InStrata } from '../shared/things.ts';
import { beginTurn } from '../turns/Turn.ts';
import { lnChance, lnChanceOfKind, type SharedIn } from './chance.ts';
import { type Family, familyOf } from './family.ts';
import { recordedTies } from './recordedTies.ts';
import { type Use, usesWith } from './usesWith.ts';

/** Kinds that may tie two of whom nothing is recorded: neither a tie that is stated nor an offence that both are suspects in. */
const UNRECORDED = SHARED_KINDS.map((kind) => kind !== 'TIE' && kind !== 'OFFENCE');

/** A person who is not listed and shares something with at least two who are. */
export interface Connector {
  readonly person: number;
  /** How many of the listed. */
  readonly reaches: number;
  /** The sum over them of the strength of what is shared, as `sharedBetween` gives it, things had at different times left out. */
  readonly strength: number;
}

export interface RankedHidden {
  readonly within: Family;
  readonly outOf: Family;
  /** How many people tie at least two of the listed. */
  readonly connecting: number;
  /** The strongest of them first; of equal ones who reaches more, then in the order of their ids. */
  readonly connectors: readonly Connector[];
  /** By listed person. */
  readonly holdings: ReadonlyMap<number, Holdings>;
  /** Things of the listed with too many links to be walked. */
  readonly hubs: ReadonlySet<number>;
}

/**
 * The ties of listed people that nobody has recorded, with each other and with everybody else, and who ties several of them.
 * @param listed different persons whom the caller sees, each with a link
 * @param population how many persons with a link there are
 * @param first how many of each are kept
 */
export async function rankHidden(
  sight: Sight,
  census: Census,
  { listed, population, first }: { readonly listed: readonly number[]; population: number; first: number },
  turn = beginTurn(),
): Promise<RankedHidden> {
  const [within, outOf] = [familyOf(first), familyOf(first)];
  const recorded = { within: 0, outOf: 0 };
  const persons = sight.adjacency.placeFor(PERSON + 1, '');
  /** By person the place in the list, and one more than all places of who is not listed. */
  const placeOf = new Uint32Array(persons).fill(listed.length);
  for (const [place, person] of listed.entries()) placeOf[person] = place;
  const reaches = new Uint16Array(persons);
  const strength = new Float64Array(persons);
  /** By person the last of the listed with whom an association is recorded, one more than its place. */
  const known = new Uint32Array(persons);
  const holdings = new Map<number, Holdings>();
  const hubs = new Set<number>();
  const recordedOf = recordedTies(sight);
  const counts = rememberedCounts(sight);
  const usesOf = usesWith(sight);
  for (const [place, person] of listed.entries()) {
    const own = holdingsOf(sight, person);
    holdings.set(person, own);
    for (const hub of own.hubs) hubs.add(hub);
    const links = recordedOf(person, (other) => {
      if (known[other] === place + 1) return;
      known[other] = place + 1;
      const at = placeOf[other] ?? 0;
      if (at === listed.length) recorded.outOf += 1;
      // Each pair of two who are listed is met at both, and counted at the first.
      else if (at > place) recorded.within += 1;
    });
    if (turn.isOver(links + 1)) await turn.end();
    const mine = own.inStratum;
    for (const [other, uses] of await usesOf(person, own, turn)) {
      const at = placeOf[other] ?? 0;
      if (at < place) continue;
      const theirs = counts(other);
      if (turn.isOver(uses.length)) await turn.end();
      if (at === listed.length) {
        reaches[other] = (reaches[other] ?? 0) + 1;
        strength[other] = (strength[other] ?? 0) + strengthOfUses(census, uses, mine, theirs);
      }
      if (known[other] === place + 1) continue;
      (at === listed.length ? outOf : within).add([person, other], chanceOf(census, uses, mine, theirs));
    }
  }
  const pairs = (listed.length * (listed.length - 1)) / 2;
  const connectors = connectorsOf(reaches, strength);
  return {
    within: within.close(pairs, recorded.within),
    outOf: outOf.close(listed.length * (population - listed.length), recorded.outOf),
    ...{ connecting: connectors.length, connectors: connectors.slice(0, first), holdings, hubs },
  };
}

function connectorsOf(reaches: Uint16Array, strength: Float64Array): readonly Connector[] {
  const several: Connector[] = [];
  for (const [person, reached] of reaches.entries())
    if (reached > 1) several.push({ person, reaches: reached, strength: strength[person] ?? 0 });
  return several.sort((a, b) => b.strength - a.strength || b.reaches - a.reaches || a.person - b.person);
}

function chanceOf(census: Census, uses: readonly Use[], mine: InStrata, theirs: InStrata): number {
  const shared = maskOfStrata(uses);
  /** By kind of which both have something in one stratum, the strata; where nothing of the kind is shared none. */
  const kinds = new Map<number, SharedIn[]>();
  for (const [stratum, second] of theirs) {
    const kind = kindOfStratum(stratum);
    const first = mine.get(stratum);
    if (first === undefined || UNRECORDED[kind] !== true) continue;
    const strata = kinds.get(kind) ?? [];
    kinds.set(kind, strata);
    if (((shared >>> kind) & 1) === 0) continue;
    const users: number[] = [];
    for (const use of uses) if (use.stratum === stratum) users.push(use.users);
    const counted = census.strata.get(stratum);
    if (counted !== undefined) strata.push({ counted, first, second, users });
  }
  return lnChance([...kinds.values()].map(lnChanceOfKind));
}

const strengthOfUses = (census: Census, uses: readonly Use[], mine: InStrata, theirs: InStrata): number =>
  strengthOf(
    uses.map(({ stratum, thing, users }) => ({
      thing,
      surprise: surpriseOfThing(drawnFrom(census, stratum, mine, theirs), users),
    })),
  );

/** How many things of each stratum a person is linked to, each person counted once. */
function rememberedCounts(sight: Sight) {
  const known = new Map<number, InStrata>();
  return (person: number): InStrata => {
    const counted = known.get(person) ?? countThings(sight, person);
    known.set(person, counted);
    return counted;
  };
}
