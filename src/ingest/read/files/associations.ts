import type { AssociationRow } from '../../types.ts';
import { ASSOCIATION_KIND } from '../enumerations.ts';
import { MAX_WEIGHT } from '../limits.ts';
import type { FileReader } from './FileReader.ts';

export const associations: FileReader<AssociationRow> = {
  repeated: 'sum',
  read(cells) {
    const one = cells.reference('person_id', 'PERSON', true) ?? '';
    const two = cells.reference('other_person_id', 'PERSON', true) ?? '';
    if (one === two && one !== '')
      cells.reject('other_person_id', 'is the same person', 'Name the other person, or take the row out.');
    const kind = cells.oneOf('kind', ASSOCIATION_KIND);
    // A tie has no direction, save that a parent is somebody's parent.
    const [personId, otherPersonId] = kind === 'PARENT' || one <= two ? [one, two] : [two, one];
    const from = cells.date('from');
    const to = cells.dateAfter('to', from, 'from', true);
    const weight = cells.number('weight', { min: 0, max: MAX_WEIGHT });
    return {
      key: [personId, otherPersonId, kind, from?.text],
      weight,
      // The weight stands beside the row, since rows of one tie add up.
      row: { personId, otherPersonId, kind, from, to },
    };
  },
};
