import fc from 'fast-check';
import type { BundleRows } from './bundleRows.ts';

/** Ids whose order by code point differs from their order by alphabet or by UTF-16 unit. */
const PERSONS = ['10', '9', 'B', 'a', 'b', 'Z', 'é', 'z\uff41', 'z\u{1f600}', 'z', 'aa', 'a1', '_', '~'];
/** As stated, so that every spelling of a code is met; the type it means is the oracle's to know. */
const CODES = ['1', '8N', '8n', '105A', '008/06', '00806', '8/6', '019/08', '999/02', 'X404', '28E', ''];
/** Edges of the year that ends on 30 June 2023, and dates that may or may not lie inside it. */
const DATES = [
  '2022-06-30',
  '2022-07-01',
  '2022-07-02',
  '2023-06-30',
  '2023-06-30T23:59',
  '2023-07-01',
  '2022',
  '2023',
  '2022-06',
  '2022-07',
  '2023-06',
  '2023-07',
  '2021-01-15',
  '',
];
const STATUSES = ['', 'NAMED', 'ARRESTED', 'CHARGED', 'CONVICTED', 'ACQUITTED', 'ELIMINATED'];
const ROLES = ['SUSPECT', 'SUSPECT', 'SUSPECT', 'VICTIM', 'VICTIM', 'VICTIM', 'WITNESS', 'REPORTER', 'OTHER'];

const pick = (values: readonly string[]) => fc.constantFrom(...values);
const marking = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: pick(['SECRET']) },
);
const person = pick(PERSONS);

/** Small bundles in which everything that a league must tell apart occurs. */
const bundleRows: fc.Arbitrary<BundleRows> = fc.record({
  persons: fc.tuple(
    ...PERSONS.map((id) =>
      fc.record({ id: fc.constant(id), sex: pick(['F', 'F', 'M', 'M', 'M', 'X', '']), marking }),
    ),
  ),
  offences: fc
    .array(fc.record({ offence_code: pick(CODES), reported_on: pick(DATES), marking }), {
      minLength: 30,
      maxLength: 45,
    })
    .map((rows) => rows.map((row, index) => ({ id: `o${index}`, ...row }))),
  involvements: fc.uniqueArray(
    fc.record({
      person_id: person,
      offence_id: fc.nat(29).map((number) => `o${number}`),
      role: pick(ROLES),
      status: pick(STATUSES),
      marking,
    }),
    { selector: (row) => `${row.person_id} ${row.offence_id} ${row.role}`, minLength: 70, maxLength: 120 },
  ),
  judgements: fc.uniqueArray(
    fc
      .record({
        person_id: person,
        other_person_id: person,
        verdict: pick(['SAME', 'SAME', 'DIFFERENT', 'UNSURE']),
        marking,
      })
      .filter((row) => row.person_id !== row.other_person_id),
    { selector: (row) => [row.person_id, row.other_person_id].sort().join(' '), maxLength: 4 },
  ),
});

/** The same bundles in every run. */
export function randomBundles(count: number): readonly BundleRows[] {
  return fc.sample(bundleRows, { numRuns: count, seed: 20_230_630 });
}
