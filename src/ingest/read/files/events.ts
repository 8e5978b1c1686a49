import type { EventRow, IdentifierValue } from '../../types.ts';
import { EVENT_KIND, IDENTIFIER_KIND } from '../enumerations.ts';
import type { RowCells } from '../RowCells.ts';
import type { FileReader } from './FileReader.ts';

export const events: FileReader<EventRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    return {
      key: [id],
      row: {
        id,
        kind: cells.requiredOneOf('kind', EVENT_KIND) ?? 'SIGHTING',
        at: cells.date('at'),
        personId: cells.reference('person_id', 'PERSON', false),
        personIds: cells.referenceList('person_ids', 'PERSON'),
        identifier: identifierOf(cells, 'identifier_kind', 'identifier_value'),
        otherPersonId: cells.reference('other_person_id', 'PERSON', false),
        otherIdentifier: identifierOf(cells, 'other_identifier_kind', 'other_identifier_value'),
        locationId: cells.reference('location_id', 'LOCATION', false),
        durationSeconds: cells.number('duration_seconds', { min: 0, whole: true }),
      },
    };
  },
};

function identifierOf(cells: RowCells, kindColumn: string, valueColumn: string): IdentifierValue | undefined {
  const kind = cells.oneOf(kindColumn, IDENTIFIER_KIND);
  if (kind !== undefined) {
    const value = cells.identifier(kind, valueColumn);
    return value ?? cells.drop(kindColumn, `has no ${valueColumn}`, `Fill in ${valueColumn}.`);
  }
  if (cells.text(valueColumn) !== undefined)
    cells.drop(valueColumn, `has no ${kindColumn}`, `Fill in ${kindColumn}.`);
  return undefined;
}
