import type { Cause } from '../../../../src/league/movement/RunComparison.ts';
import type { World } from './world.ts';

/** Something that happens to a world; the numbers choose whom and what it happens to. */
export interface Happening {
  readonly kind: keyof typeof EVENTS;
  readonly a: number;
  readonly b: number;
}

const TYPES = ['heavy', 'light', 'stable', 'unknown'];
const SCOPES = [null, ['heavy', 'light'], ['heavy', 'stable', 'unknown'], ['light', 'stable', 'unknown']];
const LENGTHS = [20, 40, 80];
const STATUSES = [['ELIMINATED'], ['ELIMINATED', 'NAMED'], []];

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;
const offenceOf = ({ offences }: World, at: number) => pick(Object.entries(offences), at);

function withRole(world: World, { a, b }: Happening, status: string): World {
  const [id, offence] = offenceOf(world, a);
  const record = pick(Object.keys(offence.roles), b);
  const roles = { ...offence.roles, [record]: status };
  return { ...world, offences: { ...world.offences, [id]: { ...offence, roles } } };
}

export const EVENTS = {
  report: (world: World, { a, b }: Happening): World => {
    const id = `s:o${Object.keys(world.offences).length + 10}`;
    const record = pick(world.people.flat().sort(), a);
    const other = pick(world.people.flat().sort(), b);
    const day = world.day + 1;
    const roles = { [record]: 'NAMED', [other]: 'CHARGED' };
    const offence = { type: pick(TYPES, a + b), day, classedDay: day, knownDay: day, roles };
    return { ...world, day, offences: { ...world.offences, [id]: offence } };
  },
  reportLate: (world: World, { a, b }: Happening): World => {
    const id = `s:o${Object.keys(world.offences).length + 10}`;
    const day = world.day + 1;
    const roles = { [pick(world.people.flat().sort(), a)]: 'NAMED' };
    const offence = { type: pick(TYPES, b), day: day - 5, classedDay: day, knownDay: day, roles };
    return { ...world, day, offences: { ...world.offences, [id]: offence } };
  },
  pass: (world: World, { a }: Happening): World => ({ ...world, day: world.day + 1 + (a % 15) }),
  reclassify: (world: World, { a, b }: Happening): World => {
    const [id, offence] = offenceOf(world, a);
    const type = pick(TYPES, b);
    if (type === offence.type) return world;
    const day = world.day + 1;
    return { ...world, day, offences: { ...world.offences, [id]: { ...offence, type, classedDay: day } } };
  },
  edition: (world: World): World => ({ ...world, edition: world.edition === 'one' ? 'two' : 'one' }),
  eliminate: (world: World, happening: Happening): World => withRole(world, happening, 'ELIMINATED'),
  reinstate: (world: World, happening: Happening): World => withRole(world, happening, 'NAMED'),
  merge: (world: World, { a, b }: Happening): World => {
    const [one, other] = [pick(world.people, a), pick(world.people, b)];
    if (one === other) return world;
    const rest = world.people.filter((records) => records !== one && records !== other);
    return { ...world, people: [...rest, [...one, ...other]] };
  },
  split: (world: World, { a }: Happening): World => {
    const records = pick(world.people, a);
    const [first, ...others] = records;
    if (first === undefined || others.length === 0) return world;
    return { ...world, people: [...world.people.filter((other) => other !== records), [first], others] };
  },
  types: (world: World, { a }: Happening): World => ({ ...world, types: pick(SCOPES, a) }),
  length: (world: World, { a }: Happening): World => ({ ...world, windowDays: pick(LENGTHS, a) }),
  statuses: (world: World, { a }: Happening): World => ({ ...world, excluded: pick(STATUSES, a) }),
} as const;

export const apply = (world: World, happening: Happening) => EVENTS[happening.kind](world, happening);

/** What an event can lead to; time passes with every report, so offences can leave the window then. */
export const LEADS_TO: Record<keyof typeof EVENTS, readonly Cause[]> = {
  report: ['NEW_OFFENCE', 'LEFT_WINDOW'],
  reportLate: ['NEW_OFFENCE', 'LEFT_WINDOW'],
  pass: ['LEFT_WINDOW'],
  reclassify: ['RECLASSIFIED', 'LEFT_WINDOW'],
  edition: ['WEIGHT_CHANGED'],
  eliminate: ['ELIMINATED_OR_ACQUITTED'],
  // NAMED again can itself be a status that the programme leaves out.
  reinstate: ['REINSTATED', 'ELIMINATED_OR_ACQUITTED'],
  merge: ['IDENTITY'],
  split: ['IDENTITY'],
  types: ['PROGRAMME_CHANGED'],
  length: ['PROGRAMME_CHANGED'],
  statuses: ['PROGRAMME_CHANGED'],
};
