import type { CustodyRow } from '../../types.ts';
import type { FileReader } from './FileReader.ts';

export const custody: FileReader<CustodyRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const arrestedAt = cells.date('arrested_at');
    return {
      key: [id],
      row: {
        id,
        personId: cells.reference('person_id', 'PERSON', true) ?? '',
        offenceIds: cells.referenceList('offence_ids', 'OFFENCE'),
        arrestedAt,
        releasedAt: cells.dateAfter('released_at', arrestedAt, 'arrested_at'),
        station: cells.text('station'),
        outcome: cells.text('outcome'),
      },
    };
  },
};
