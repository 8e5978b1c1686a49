import { type Caller, clearanceOf, dominates, LEVELS, markingId, parseMarking } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { normaliseCode } from '../../harm/index.ts';
import { type Definition, folded, type GroupedType, resolveTypes } from './definition.ts';

/** A definition as people state it. What is absent or null asks nothing, or takes the default. */
export interface ProgrammeInput {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly marking?: string | null | undefined;
  /** Codes. */
  readonly types?: Names;
  readonly groups?: Names;
  readonly subgroups?: Names;
  readonly modusOperandi?: Names;
  readonly boroughs?: Names;
  readonly victimSexes?: Names;
  readonly victimAgeFrom?: Whole;
  readonly victimAgeTo?: Whole;
  readonly suspectSexes?: Names;
  readonly relationships?: Names;
  readonly foundBy?: Names;
  readonly historic?: boolean | null | undefined;
  readonly minOffences?: Whole;
  readonly minVictims?: Whole;
  readonly excludedStatuses?: Names;
  readonly windowDays?: Whole;
  readonly size?: Whole;
  readonly edition?: string | null | undefined;
  readonly reviewDays?: Whole;
}
type Names = readonly string[] | null | undefined;
type Whole = number | null | undefined;

/** What is there to choose from. */
export interface Choices {
  readonly types: readonly GroupedType[];
  readonly editions: readonly string[];
}

const SEXES = ['F', 'M', 'X'];
const STATUSES = ['NAMED', 'ARRESTED', 'CHARGED', 'CONVICTED', 'ACQUITTED', 'ELIMINATED'];
const RELATIONSHIPS = ['PARTNER', 'EX_PARTNER', 'FAMILY', 'ACQUAINTANCE', 'STRANGER'];
const FOUND_BY = ['VICTIM', 'WITNESS', 'POLICE', 'COMPANY', 'UNKNOWN'];
const MAX_AGE = 130;

/**
 * A definition as it can be saved, its groups resolved to codes.
 * @throws LinchpinError BAD_INPUT naming the field, what is wrong with it, and what to write instead
 */
export function checkDefinition(
  input: ProgrammeInput,
  { types: known, editions }: Choices,
  caller: Pick<Caller, 'clearance' | 'compartments'>,
): Definition {
  const statedTypes = named(input, 'types')?.map(normaliseCode);
  const groups = named(input, 'groups');
  const subgroups = named(input, 'subgroups');
  among(
    'types',
    statedTypes,
    known.map(({ code }) => code),
    'an offence code in the loaded lists',
  );
  among('groups', groups, distinct(known.map(({ group }) => group)));
  among('subgroups', subgroups, distinct(known.map(({ subgroup }) => subgroup)));
  const { types } = resolveTypes({ statedTypes, groups, subgroups }, known);
  if (types?.length === 0)
    refuse(
      'types',
      'No offence type is in scope: state a code, group or sub-group, or none for every offence.',
    );

  const victimAgeFrom = whole(input, 'victimAgeFrom', 0, MAX_AGE);
  const victimAgeTo = whole(input, 'victimAgeTo', 0, MAX_AGE);
  if (victimAgeFrom !== undefined && victimAgeTo !== undefined && victimAgeFrom > victimAgeTo)
    refuse(
      'victimAgeFrom',
      `No victim is ${victimAgeFrom} or older and ${victimAgeTo} or younger; swap them.`,
    );

  const edition = input.edition ?? 'cchi-public';
  among('edition', [edition], editions, 'a loaded edition', true);
  return {
    id: identifier(input.id),
    name: text(input, 'name', 200),
    description: text(input, 'description', 2_000),
    marking: markingWithin(input.marking ?? 'OFFICIAL', caller),
    types,
    statedTypes,
    groups,
    subgroups,
    modusOperandi: named(input, 'modusOperandi'),
    boroughs: named(input, 'boroughs'),
    victimSexes: among('victimSexes', named(input, 'victimSexes'), SEXES),
    victimAgeFrom,
    victimAgeTo,
    suspectSexes: among('suspectSexes', named(input, 'suspectSexes'), SEXES),
    relationships: among('relationships', named(input, 'relationships'), RELATIONSHIPS),
    foundBy: among('foundBy', named(input, 'foundBy'), FOUND_BY),
    historic: input.historic ?? true,
    minOffences: whole(input, 'minOffences', 1, 1_000),
    minVictims: whole(input, 'minVictims', 1, 1_000),
    excludedStatuses: statuses(input.excludedStatuses ?? ['ELIMINATED', 'ACQUITTED']),
    windowDays: whole(input, 'windowDays', 1, 36_525) ?? 365,
    size: whole(input, 'size', 1, 1_000) ?? 100,
    edition,
    reviewDays: whole(input, 'reviewDays', 1, 3_650),
  };
}

function refuse(argument: string, message: string): never {
  throw new LinchpinError('BAD_INPUT', message, { place: { argument } });
}

function identifier(id: string | null | undefined): string {
  if (typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) return id;
  return refuse('id', 'id must be 1 to 63 small letters, digits and hyphens, such as "knife-crime".');
}

function text(input: ProgrammeInput, field: 'name' | 'description', most: number): string {
  const stated = (input[field] ?? '').trim();
  if (stated.length >= 1 && stated.length <= most) return stated;
  return refuse(field, `${field} must have 1 to ${most} characters.`);
}

function whole(
  input: ProgrammeInput,
  field:
    | 'victimAgeFrom'
    | 'victimAgeTo'
    | 'minOffences'
    | 'minVictims'
    | 'windowDays'
    | 'size'
    | 'reviewDays',
  least: number,
  most: number,
): number | undefined {
  const value = input[field] ?? undefined;
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  return refuse(field, `${field} must be a whole number from ${least} to ${most}, not ${value}.`);
}

function named(
  input: ProgrammeInput,
  field:
    | 'types'
    | 'groups'
    | 'subgroups'
    | 'modusOperandi'
    | 'boroughs'
    | 'victimSexes'
    | 'suspectSexes'
    | 'relationships'
    | 'foundBy',
): readonly string[] | undefined {
  const stated = input[field] ?? undefined;
  if (stated === undefined) return undefined;
  const names = [...new Set(stated.map((name) => name.trim()))];
  if (names.length === 0 || names.includes(''))
    refuse(field, `${field} names nothing, so that nothing would match; leave it out to ask nothing.`);
  return names;
}

function among(
  argument: string,
  stated: readonly string[] | undefined,
  known: readonly string[],
  what = `one of: ${known.join('; ')}`,
  list = false,
): readonly string[] | undefined {
  const keys = new Set(known.map(folded));
  const unknown = stated?.filter((name) => !keys.has(folded(name))) ?? [];
  if (unknown.length === 0) return stated;
  return refuse(
    argument,
    `${argument}: "${unknown.join('", "')}" is not ${what}${list ? ` (${known.join(', ')})` : ''}.`,
  );
}

function statuses(stated: readonly string[]): readonly string[] {
  among('excludedStatuses', stated, STATUSES);
  if (STATUSES.every((status) => stated.includes(status)))
    refuse('excludedStatuses', 'Every status is left out, so that nobody would count; keep at least one.');
  return [...new Set(stated)];
}

function markingWithin(stated: string, caller: Pick<Caller, 'clearance' | 'compartments'>): string {
  const marking = parseMarking(stated);
  if (marking === undefined)
    return refuse(
      'marking',
      `"${stated}" is not a marking. Write LEVEL or LEVEL/COMPARTMENT;COMPARTMENT with a level of ${LEVELS.join(', ')}.`,
    );
  if (!dominates(clearanceOf(caller), marking))
    refuse('marking', `${markingId(marking)} is above your clearance; choose a marking that you may see.`);
  return markingId(marking);
}

function distinct(names: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(names.flatMap((name) => ((name ?? '') === '' ? [] : [name ?? ''])))].sort();
}
