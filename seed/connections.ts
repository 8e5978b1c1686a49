import { dateOf } from './calendar.ts';
import { identifier, Links } from './Links.ts';
import type { PersonNote, Row, World } from './World.ts';

const LENGTHS = [2, 3, 4, 5] as const;
const LONGEST = 5;
/** Members of two chains stand so far apart that no way over another chain is as short as the longest chain. */
const APART = 3;
const TRIES_PER_MEMBER = 2_000;

/**
 * Plants hidden connections, as many of two, three, four and five relationships: persons joined in a row by a thing they
 * share (a phone, a vehicle, a home: two relationships) and, where the length is odd, once by a tie (one).
 * No path between the ends over anything in the bundle is as short: members are chosen so far apart.
 * @param current who may be a member; nothing planted is an offence, so that nobody's harm changes
 * @returns rows for `truth/`: `chain` is every id on the path (an identifier as `KIND:value`), `links` the relationships
 */
export function plantConnections(world: World, current: readonly PersonNote[], scale: number): Row[] {
  const links = new Links(world.rows);
  const members = new Set<string>();
  const planted: Row[] = [];
  // Whole rounds only, so that the lengths stay even where a small London has no room for all.
  for (let round = Math.max(2, Math.round(30 * scale)); round > 0; round -= 1) {
    const chosen: PersonNote[][] = [];
    for (const length of LENGTHS) {
      const chain = chooseMembers(world, links, members, current, Math.ceil(length / 2) + 1);
      if (chain === undefined) return planted;
      for (const { id } of chain) members.add(id);
      chosen.push(chain);
    }
    for (const [index, length] of LENGTHS.entries())
      planted.push(joinMembers(world, links, chosen[index] ?? [], length));
  }
  return planted;
}

function chooseMembers(
  { random }: World,
  links: Links,
  taken: ReadonlySet<string>,
  current: readonly PersonNote[],
  count: number,
): PersonNote[] | undefined {
  const chain: PersonNote[] = [];
  for (let tries = TRIES_PER_MEMBER * count; tries > 0 && chain.length < count; tries -= 1) {
    const person = random.pick(current);
    const reached = links.within(LONGEST, person.id);
    const tooNear =
      chain.some(({ id }) => reached.has(id)) ||
      [...reached].some(([id, steps]) => steps < APART && taken.has(id));
    if (!tooNear) chain.push(person);
  }
  return chain.length === count ? chain : undefined;
}

/** Links each member to the next by a new shared thing, and, in a chain of odd length, one pair by a tie. */
function joinMembers(world: World, links: Links, members: readonly PersonNote[], length: number): Row {
  const { random } = world;
  const tied = length % 2 === 1 ? random.int(1, members.length - 1) : 0;
  const chain: string[] = [];
  const kinds: string[] = [];
  members.forEach((person, index) => {
    const before = members[index - 1];
    if (before !== undefined && index === tied) {
      world.add('associations.csv', {
        person_id: before.id,
        other_person_id: person.id,
        kind: random.pick(['ASSOCIATE', 'CONTACT', 'FAMILY']),
        from: dateOf(random.int(0, 600)),
      });
      links.add(before.id, person.id);
      kinds.push('TIED_TO');
    } else if (before !== undefined) {
      const [thing, kind] = share(world, before, person);
      for (const { id } of [before, person]) links.add(id, thing);
      chain.push(thing);
      kinds.push(kind, kind);
    }
    chain.push(person.id);
  });
  return {
    from_id: members[0]?.id,
    to_id: members.at(-1)?.id,
    steps: length,
    chain: chain.join(';'),
    links: kinds.join(';'),
  };
}

/** Gives two persons one new thing. @returns its name on the path, and the relationship to it */
function share(world: World, one: PersonNote, two: PersonNote): readonly [thing: string, link: string] {
  const kind = world.random.pick(['PHONE', 'VEHICLE', 'HOME'] as const);
  if (kind === 'HOME') {
    const place = world.home(one);
    world.home(two, place);
    return [place.id, 'LIVED_AT'];
  }
  const value = kind === 'PHONE' ? world.phone(one) : world.vehicle(one);
  if (kind === 'PHONE') world.phone(two, value);
  else world.vehicle(two, value);
  return [identifier(kind, value) ?? value, 'USED'];
}
