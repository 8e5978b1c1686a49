import type { BundleLines } from './bundles.ts';
import { manifest } from './bundles.ts';

/** A small bundle with every file, every kind of link and several markings. */
export function fullBundle(source: string, asOf = '2023-06-30'): BundleLines {
  return {
    'manifest.yaml': manifest(source, asOf),
    'persons.csv': [
      'id,full_name,given_names,family_name,aliases,sex,born_on,phone,email,address,postcode,status,warnings,marking',
      'P1,,Adam,Stone,Addy;Stoney,M,1980-05-03,07400 123456,adam@example.org,1 High St,SW1A 1AA,AT_LIBERTY,VIOLENT,',
      'P2,Beth Ryan,,,,F,1985-02,,,,,,,',
      'P3,Carl Voss,,,,M,1979,,,,,,,SECRET/ALPHA',
      'P4,,,,,,,,,,,,,',
      'P5,A. Stone,,,,M,,,,,,,,',
    ],
    'locations.csv': [
      'id,address,postcode,borough,latitude,longitude,kind,marking',
      'L1,2 Low Rd,E1 6AN,Tower Hamlets,51.52,-0.07,HOME,',
      'L2,3 Side St,,,51.50,-0.12,STREET,SECRET',
    ],
    'offences.csv': [
      'id,crime_number,offence_code,offence_title,reported_on,occurred_from,occurred_to,location_id,found_by,modus_operandi,marking',
      'O1,CR1,8N,,2023-06-01,2023-05-31T22:00,2023-05-31T23:00,L1,VICTIM,knife;night,',
      'O2,CR2,ZZZ,Nothing known,2023-05,,,L2,,,',
      'O3,,,,,,,,,,SECRET',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,status,relationship,victim_id,age,since,marking',
      'P1,O1,SUSPECT,NAMED,PARTNER,P2,43,2023-06-02,',
      'P2,O1,VICTIM,,,,38,,',
      'P3,O2,SUSPECT,CHARGED,,,,,',
      'P4,O1,WITNESS,,,,,,',
      'P5,O1,REPORTER,,,,,,OFFICIAL-SENSITIVE',
      'P5,O2,OTHER,,,,,,',
    ],
    'residences.csv': ['person_id,location_id,from,to', 'P1,L1,2020,2022-03', 'P2,L1,,'],
    'identifiers.csv': [
      'person_id,offence_id,kind,value,from,to,marking',
      'P1,,VEHICLE,ab12 cde,2021,,',
      ',O1,DEVICE,IMEI-1,,,',
      ',,ACCOUNT,12345678,,,',
      'P3,,PHONE,not a phone,,,SECRET/BRAVO',
    ],
    'associations.csv': [
      'person_id,other_person_id,kind,from,to,weight',
      'P2,P1,PARTNER,2019,,2',
      'P1,P2,PARTNER,2019,,1.5',
      'P1,P3,ASSOCIATE,,,',
      'P5,P1,PARENT,,,',
    ],
    'intelligence.csv': [
      'id,written_at,source_grade,information_grade,handling,text,mentions,marking',
      'I1,2023-06-10T10:00,2,B,P,Seen with a knife,P1;O1;L1;E1;N1,OFFICIAL-SENSITIVE',
      'I2,,,,,Nothing,I1,',
    ],
    'events.csv': [
      'id,kind,at,person_id,person_ids,identifier_kind,identifier_value,other_person_id,other_identifier_kind,other_identifier_value,location_id,duration_seconds,marking',
      'E1,CALL,2023-06-05T12:00,P1,,PHONE,07400123456,P2,PHONE,07400123457,,61,',
      'E2,SIGHTING,2023-06-06,P1,P3;P5,,,,,,L2,,SECRET',
    ],
    'custody.csv': [
      'id,person_id,offence_ids,arrested_at,released_at,station,outcome',
      'C1,P1,O1;O2,2023-06-07T08:00,2023-06-08T08:00,Bow,RUI',
    ],
    'forensics.csv': [
      'id,offence_id,exhibit,submitted_on,result_on,result,person_id',
      'F1,O1,Knife,2023-06-09,2023-06-20,HIT,P1',
    ],
    'orders.csv': [
      'id,person_id,kind,from,to,protects_person_id,conditions',
      'N1,P1,NON_MOLESTATION,2023-06-15,2033-06-15,P2,No contact',
    ],
    'judgements.csv': [
      'person_id,other_person_id,verdict,decided_on,decided_by,reason',
      'P5,P1,SAME,2023-06-20,analyst,same phone',
      'P1,P3,DIFFERENT,,,',
    ],
  };
}
