import type { AssociationRow } from '../../types.ts';
import { ASSOCIATION_KIND } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const associations: FileReader<AssociationRow> = {
  columns: ['person_id', 'other_person_id', 'kind', 'from', 'to', 'weight'],
  required: ['person_id', 'other_person_id'],
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
    const weight = cells.number('weight', { min: 0 });
    return {
      key: [personId, otherPersonId, kind, from?.text],
      weight,
      row: { personId, otherPersonId, kind, from, to, weight },
    };
  },
};
