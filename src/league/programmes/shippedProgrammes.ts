import { normaliseCode, offenceTypes, table } from '../../harm/index.ts';
import { type Definition, resolveTypes } from './definition.ts';

const COMMON = {
  marking: 'OFFICIAL',
  historic: true,
  excludedStatuses: ['ELIMINATED', 'ACQUITTED'],
  windowDays: 365,
  size: 100,
  edition: 'cchi-public',
} as const;

/** The programmes that ship. Groups and sub-groups are those of the shipped code lists; each says what is assumed. */
export function shippedProgrammes(): readonly Definition[] {
  const types = [...offenceTypes().values()];
  return SHIPPED.map((programme) => ({ ...COMMON, ...programme, ...resolveTypes(programme, types) }));
}

const SHIPPED: readonly (Pick<Definition, 'id' | 'name' | 'description'> & Partial<Definition>)[] = [
  {
    id: 'all',
    name: 'Every offence',
    description: 'Every offence, whoever the victim and the suspect.',
  },
  {
    id: 'vawg',
    name: 'Violence against women and girls',
    description:
      'Offences of the list in programme_vawg.csv (an assumption: the Met’s own list is not public) with at least one female victim, and male suspects as in the first published list.',
    statedTypes: table('vawg').map((row) => normaliseCode(row.code ?? '')),
    victimSexes: ['F'],
    suspectSexes: ['M'],
  },
  {
    id: 'domestic-abuse',
    name: 'Domestic abuse',
    description:
      'Every offence in which the suspect is stated to be a partner, a former partner or family of the victim. Assumed: the Domestic Abuse Act 2021 asks that both be 16 or over; ages are often not stated, so victims of any age count. A relationship that is not stated does not count, and is counted beside.',
    relationships: ['PARTNER', 'EX_PARTNER', 'FAMILY'],
  },
  {
    id: 'serious-violence',
    name: 'Serious violence',
    description:
      'Homicide and attempts, wounding, assault with intent to cause serious harm, endangering life, and firearms with intent, by the Home Office’s count codes and classifications. Assumed: the Serious Violence Duty leaves each area to decide what is serious; robbery has its own programme, and assault with lesser injury is left out.',
    statedTypes: ['2', '5D', '5E', '10A'],
    subgroups: [
      'Homicide',
      'Murder',
      'Attempted murder',
      'Manslaughter etc',
      'Wounding and other acts endangering life',
    ],
  },
  {
    id: 'residential-burglary',
    name: 'Residential burglary',
    description:
      'Burglary, attempts, distraction and aggravated burglary of homes, by the Home Office’s sub-groups. Assumed: codes of before April 2017 (“in a dwelling”) and since (“residential”, sheds and garages included) count alike.',
    subgroups: ['Domestic burglary', 'Burglary in a dwelling', 'Aggravated burglary in a dwelling'],
  },
  {
    id: 'robbery',
    name: 'Robbery',
    description:
      'Robbery of persons and of businesses, by the Home Office’s group. Assumed: assault with intent to rob counts, since the classification does not part it from robbery.',
    groups: ['Robbery'],
  },
  {
    id: 'child-abuse',
    name: 'Child abuse',
    description:
      'Violence against the person and sexual offences with a victim under 18 at the offence. Assumed: both groups of the Home Office whole, whoever the suspect; a victim whose age is not stated does not count, and is counted beside.',
    groups: ['Violence against the person', 'Sexual offences'],
    victimAgeTo: 17,
  },
];
