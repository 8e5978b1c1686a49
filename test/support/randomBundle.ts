import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type BundleLines, manifest } from './bundles.ts';

/** A bundle of some hundred rows of most files, the same for the same seed. */
export function randomBundle(source: string, asOf: string, size: number, seed = 1): BundleLines {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const rows = (count: number, row: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => row(at));
  const day = () => `2023-0${1 + below(6)}-${10 + below(18)}`;
  const person = () => `P${below(size)}`;
  const offence = () => `O${below(size)}`;
  return {
    'manifest.yaml': manifest(source, asOf, 'complete: [residences.csv]'),
    'persons.csv': [
      'id,full_name,sex,phone',
      ...rows(size, (at) => `P${at},Person ${at},${'FMX'[below(3)]},07400${100_000 + below(size)}`),
    ],
    'locations.csv': ['id,address', ...rows(size, (at) => `L${at},${below(200)} High St`)],
    'offences.csv': [
      'id,offence_code,reported_on,location_id',
      ...rows(size, (at) => `O${at},${['8N', '8Q', 'ZZ'][below(3)]},${day()},L${below(size)}`),
    ],
    'involvements.csv': [
      'person_id,offence_id,role',
      ...rows(2 * size, () => `${person()},${offence()},${['SUSPECT', 'VICTIM', 'WITNESS'][below(3)]}`),
    ],
    'residences.csv': [
      'person_id,location_id,from',
      ...rows(size, () => `${person()},L${below(size)},${2000 + below(20)}`),
    ],
    'associations.csv': [
      'person_id,other_person_id,kind,weight',
      ...rows(size, (at) => `P${at},P${(at + 1 + below(size - 1)) % size},ASSOCIATE,${below(9)}`),
    ],
    'intelligence.csv': [
      'id,text,mentions',
      ...rows(size, (at) => `I${at},Seen,${person()};E${below(size)}`),
    ],
    'events.csv': [
      'id,kind,person_id,other_identifier_kind,other_identifier_value',
      ...rows(size, (at) => `E${at},CALL,${person()},PHONE,07400${100_000 + below(size)}`),
    ],
    'judgements.csv': [
      'person_id,other_person_id,verdict',
      ...rows(Math.ceil(size / 10), (at) => `P${at * 3},P${at * 3 + 1},${['SAME', 'DIFFERENT'][below(2)]}`),
    ],
  };
}
