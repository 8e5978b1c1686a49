import type { OrderRow } from '../../types.ts';
import { ORDER_KIND } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const orders: FileReader<OrderRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const from = cells.date('from', true);
    return {
      key: [id],
      row: {
        id,
        personId: cells.reference('person_id', 'PERSON', true) ?? '',
        kind: cells.oneOf('kind', ORDER_KIND),
        from,
        to: cells.dateAfter('to', from, 'from', true),
        protectsPersonId: cells.reference('protects_person_id', 'PERSON', false),
        conditions: cells.text('conditions'),
      },
    };
  },
};
