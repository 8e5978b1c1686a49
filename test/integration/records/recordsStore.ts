import { importLines, manifest } from '../../support/bundles.ts';
import { leagueStore } from '../league/bundleRows.ts';

/** Offences of the pager, in the order of the list: newest first, those of one day and the undated up by code point. */
export const PAGED = ['day2', '10', 'B', 'b', 'é', 'month', 'z\uff41', 'z\u{1f600}', '~none'].map(
  (key) => `r:${key}`,
);

/** What the tests of the records read: one store for all of them. Names and addresses of the protected are all of theirs. */
export async function recordsStore() {
  const graph = await leagueStore();
  await importLines(graph, {
    'manifest.yaml': manifest('r', '2023-06-30'),
    'persons.csv': [
      'id,full_name,given_names,family_name,aliases,sex,born_on,status,warnings,phone,address,postcode,marking',
      'A,,Adam,Stone,Addy;Stoney,M,1980-05-03,IN_CUSTODY,VIOLENT;WEAPONS,,,,',
      'A2,A. Stone,,,,M,1980,,,,,,',
      'U,,,,,,,,,,,,',
      'B,Bo Reed,,,,F,1990-02,,,,,,',
      'P,Paul Pager,,,,M,,,,,,,',
      'P2,Paul Pager,,,,M,,,,,,,',
      'H,Hugo Holt,,,,M,,,,,,,SECRET',
      'C,Cora Cole,,,,F,,,,,,,SECRET/ALPHA',
      'V,Vera Moss,,,,F,,,,07712 345678,1 Elm Road,E8 1AA,',
      'VB,V. Moss,,,,,,,,,,,',
      'V2,Xenia Quill,,,,,,,,,,,',
      'W,Will Witt,,,,,,,,,,,',
      'W2,Walt Witt,,,,,,,,,,,SECRET',
    ],
    'locations.csv': [
      'id,address,postcode,borough,latitude,longitude,kind,marking',
      'L1,2 Low Rd,E1 6AN,Tower Hamlets,51.52,-0.07,STREET,',
      'L2,1 Elm Road,E8 1AA,Hackney,51.54,-0.06,HOME,',
      'L3,,,,,,,',
      'L4,9 Far Rd,,,,,,SECRET',
    ],
    'offences.csv': [
      'id,crime_number,offence_code,offence_title,reported_on,location_id,marking',
      'O1,CR1,8N,,2023-06-01,L1,',
      'O2,,ZZZ,Nothing known,2023-04,L2,',
      'O3,,,,,,',
      'O4,,,,2022,L4,',
      'O5,,8N,,2023-06-03T21:15,L3,',
      'OS,CRS,8N,,2023-06-02,L1,SECRET',
      ...['10', 'B', 'b', 'é'].map((key) => `${key},,8N,,2023-06-01,,`),
      'day2,,8N,,2023-06-02,,',
      'month,,8N,,2023-05,,',
      ...['z\uff41', 'z\u{1f600}', '~none'].map((key) => `${key},,,,,,`),
      'hidden,,8N,,2023-06-01,,SECRET',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,status,relationship,age,marking',
      'A,O1,SUSPECT,NAMED,,,',
      'A2,O1,SUSPECT,CHARGED,EX_PARTNER,43,',
      'U,O1,SUSPECT,,,,',
      'H,O1,SUSPECT,ARRESTED,,,',
      'V,O1,VICTIM,,,38,',
      'VB,O1,VICTIM,,,,',
      'V2,O1,VICTIM,,,,',
      'W,O1,WITNESS,,,,',
      'W2,O1,WITNESS,,,,',
      'V,O2,VICTIM,,,0,',
      'A,O2,SUSPECT,ACQUITTED,,,',
      'B,O2,VICTIM,,,70,SECRET',
      'A,OS,SUSPECT,CONVICTED,,,',
      'A,O5,SUSPECT,NAMED,,,SECRET',
      'B,O5,VICTIM,,,33,',
      'B,O4,SUSPECT,,,,',
      ...[...PAGED, 'r:hidden'].map((id) => `P,${id.slice(2)},SUSPECT,NAMED,,,`),
      ...['B', 'z\uff41'].map((key) => `P2,${key},SUSPECT,CHARGED,,,`),
    ],
    'residences.csv': ['person_id,location_id', 'V,L2'],
    'judgements.csv': ['person_id,other_person_id,verdict', 'A,A2,SAME', 'V,VB,SAME', 'P,P2,SAME'],
  });
  const second = (asOf: string, marking: string) => [
    'id,full_name,sex,marking',
    `K,Kay ${asOf.slice(5, 7)},F,${marking}`,
  ];
  await importLines(graph, {
    'manifest.yaml': manifest('e', '2023-06-30'),
    'persons.csv': [...second('2023-06-30', ''), 'S,Sid Endall,M,', 'V,Enid Vale,F,', 'W,Ewan Watt,M,'],
    'offences.csv': ['id,crime_number', 'stands,1', 'gone,2', 'cleared,3'],
    'involvements.csv': [
      'person_id,offence_id,role',
      ...['stands', 'gone', 'cleared'].flatMap((key) => [
        `S,${key},SUSPECT`,
        `V,${key},VICTIM`,
        `W,${key},WITNESS`,
      ]),
    ],
  });
  await importLines(graph, {
    'manifest.yaml': manifest('e', '2023-07-31', 'complete: [offences.csv, involvements.csv]'),
    'persons.csv': second('2023-07-31', 'SECRET'),
    'offences.csv': ['id,crime_number', 'stands,1', 'cleared,3'],
    'involvements.csv': [
      'person_id,offence_id,role',
      ...['stands', 'gone'].flatMap((key) => [`S,${key},SUSPECT`, `V,${key},VICTIM`, `W,${key},WITNESS`]),
    ],
  });
  await importLines(graph, {
    'manifest.yaml': manifest('e', '2023-08-31'),
    'persons.csv': second('2023-08-31', 'OFFICIAL'),
  });
  return graph;
}
