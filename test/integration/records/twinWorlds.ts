import type { Graph } from '../../../src/graph/index.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { leagueStore } from '../league/bundleRows.ts';

/**
 * Two worlds that an analyst must not be able to tell apart.
 * - In the first, the suspect X is also, by a record of its own (x2), the victim of B, as a judgement says; and the suspect
 *   Z is, by the same record, the victim of B2.
 * - In the second the judgement says that x2 is somebody else, and the victim of B2 is M, who reported E in both worlds.
 * So that as many people live in both, two witnesses are one person in the second world only.
 */
export type World = 'both' | 'apart';

const PERSON_COLUMNS = 'id,full_name,aliases,sex,born_on,phone,email,address,postcode,warnings,status';

/** What is known before anybody judges that two records are one person. */
export async function firstBundle(world: World): Promise<Graph> {
  const graph = await leagueStore();
  await importLines(graph, {
    'manifest.yaml': manifest('w', '2023-06-30'),
    'persons.csv': [
      PERSON_COLUMNS,
      'X,Xavier Both,Zav,M,1990-01-01,07700 900111,x@example.org,1 Elm Road,E8 1AA,VIOLENT,AT_LIBERTY',
      'x2,Xavier Boothe,Booth,M,1990,07700 900222,boothe@example.org,2 Oak Road,E8 1AB,FRAGILE,IN_CUSTODY',
      'Z,Zed Both,,M,1991-01-01,07700 900333,,3 Ash Road,E8 1AD,,',
      'M,Mo Quiet,,M,1991-01-01,07700 900444,,4 Fir Road,E8 1AE,,',
      'S,Sid Stone,,M,1980,07700 900555,,5 Yew Road,E8 1AF,,',
      'T,Tom Stone,,M,1981,,,,,,',
      'V,Vera Moss,,F,,,,,,,',
      'y,Will Witt,,M,,,,,,,',
      'y2,Will Witt,,M,,,,,,,',
    ],
    'locations.csv': [
      'id,address,postcode,borough,kind',
      'lane,6 Bay Lane,E8 1AG,Hackney,STREET',
      'homeX2,2 Oak Road,E8 1AB,Hackney,HOME',
    ],
    'offences.csv': [
      'id,crime_number,offence_code,reported_on,location_id,summary',
      'A,CRA,8N,2023-06-01,lane,Xavier Both hit Vera Moss. Boothe was not there.',
      'A2,CRA2,8N,2023-06-02,lane,Zed Both hit a passer-by.',
      'B,CRB,8N,2023-06-03,lane,Sid Stone hit Xavier Boothe; Booth rang 900222.',
      'B2,CRB2,8N,2023-06-04,lane,Sid Stone and Tom Stone hit a man.',
      'C,CRC,8Q,2023-06-05,homeX2,Sid Stone broke a window.',
      'E,CRE,8Q,2023-06-06,lane,Mo Quiet rang.',
      'D,CRD,8N,2023-06-07,lane,Zed Both and Xavier Both were seen.',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,status,relationship,age',
      ...['X,A,SUSPECT,NAMED,,33', 'V,A,VICTIM,,,30', 'Z,A2,SUSPECT,CHARGED,,32', 'V,A2,VICTIM,,,30'],
      ...[
        'S,B,SUSPECT,NAMED,STRANGER,43',
        'x2,B,VICTIM,,,33',
        'S,B2,SUSPECT,NAMED,,43',
        'T,B2,SUSPECT,NAMED,,42',
      ],
      ...[
        `${world === 'both' ? 'Z' : 'M'},B2,VICTIM,,,32`,
        'V,B2,VICTIM,,,30',
        'S,C,SUSPECT,,,43',
        'x2,C,VICTIM,,,33',
      ],
      ...['M,E,REPORTER,,,', 'y,E,WITNESS,,,', 'y2,D,WITNESS,,,', 'Z,D,SUSPECT,,,32', 'X,D,SUSPECT,,,33'],
    ],
    'identifiers.csv': ['person_id,kind,value', 'x2,VEHICLE,AB12 CDE', 'X,VEHICLE,XY12 CDE'],
    'residences.csv': ['person_id,location_id', 'x2,homeX2'],
  });
  return graph;
}

/** What is found out later: that two records are one person, or are not; and something new of the victim's record. */
export async function secondBundle(graph: Graph, world: World): Promise<void> {
  const [one, other] = world === 'both' ? ['SAME', 'DIFFERENT'] : ['DIFFERENT', 'SAME'];
  await importLines(graph, {
    'manifest.yaml': manifest('w', '2023-07-31'),
    'persons.csv': [
      PERSON_COLUMNS,
      'x2,Xavier Boothe,Booth,M,1990,07700 900666,boothe@example.org,2 Oak Road,E8 1AB,FRAGILE,ABROAD',
    ],
    'judgements.csv': ['person_id,other_person_id,verdict', `X,x2,${one}`, `y,y2,${other}`],
  });
}
