import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The two lines of the rule in cypher/records/find-persons, spaces folded. */
const PROTECTED =
  'EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible } ' +
  'AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL }';
/** The same, asked of the roles that rest on one record. */
const VICTIMS_RECORD = PROTECTED.replaceAll('WHERE r.marking', 'WHERE r.recordId = recordId AND r.marking');
const HOMES =
  'MATCH (home:Location) WHERE home.postcode = l.postcode AND toLower(home.address) = toLower(l.address) AND home.marking IN $visible';

const cypher = new URL('../../../cypher/', import.meta.url);
const folded = (name: string) =>
  readFileSync(new URL(`${name}.cypher`, cypher), 'utf8')
    .replace(/\/\/.*\n/g, '')
    .replace(/\s+/g, ' ');

describe('the one rule of who is protected', () => {
  it.each([
    'records/find-persons',
    'records/find-locations',
    'search/find-persons',
    'search/find-nominals-by-identifier',
    'search/find-locations',
    'search/find-exact',
    'league/find-persons-of-records',
    'access/list-protected-words',
    'retention/list-due',
    'retention/find-record',
    'links/load-series-offences',
  ])('stands word for word in %s', (name) => {
    expect(folded(name)).toContain(PROTECTED);
  });

  it.each([
    'records/find-persons',
    'records/list-records',
    'records/find-locations',
    'search/find-persons',
    'search/find-nominals-by-identifier',
    'search/find-locations',
    'search/find-exact',
    'league/find-states',
    'league/find-persons-of-records',
    'links/list-homes-of',
    'links/list-identifiers-of',
    'links/list-reports-on',
    'links/load-series-offences',
  ])('is asked of single records in the same words in %s', (name) => {
    expect(folded(name)).toContain(VICTIMS_RECORD);
  });

  it('is judged in no other words by any query of records or search', () => {
    for (const domain of ['records', 'search'])
      for (const file of readdirSync(new URL(domain, cypher))) {
        const rest = folded(`${domain}/${file.replace('.cypher', '')}`)
          .replaceAll(PROTECTED, '')
          .replaceAll(VICTIMS_RECORD, '');
        expect(rest, `${domain}/${file}`).not.toMatch(/\[r?:[A-Z_|]*\|(REPORTED|PROTECTS|BINDS)/);
      }
  });

  it.each([
    'records/find-locations',
    'records/find-offences',
    'search/find-locations',
    'search/find-exact',
    'links/load-series-offences',
  ])('covers in %s places of the same address', (name) => {
    expect(folded(name)).toContain(HOMES);
  });

  it.each(['records/find-offences', 'links/load-series-offences'])(
    "hides in %s the home of an offence's own victim, whatever else they are",
    (name) => {
      expect(folded(name)).toContain('EXISTS { (p)-[r:VICTIM_OF]->(o) WHERE r.marking IN $visible }');
    },
  );
});
