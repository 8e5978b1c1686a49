import type { ResidenceRow } from '../../types.ts';
import type { FileReader } from './FileReader.ts';

export const residences: FileReader<ResidenceRow> = {
  repeated: 'once',
  read(cells) {
    const personId = cells.reference('person_id', 'PERSON', true) ?? '';
    const locationId = cells.reference('location_id', 'LOCATION', true) ?? '';
    const from = cells.date('from', true);
    const to = cells.dateAfter('to', from, 'from', true);
    return { key: [personId, locationId, from?.text], row: { personId, locationId, from, to } };
  },
};
