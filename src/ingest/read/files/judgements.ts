import type { JudgementRow } from '../../types.ts';
import { VERDICT } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const judgements: FileReader<JudgementRow> = {
  repeated: 'latest',
  read(cells) {
    const one = cells.reference('person_id', 'PERSON', true) ?? '';
    const two = cells.reference('other_person_id', 'PERSON', true) ?? '';
    if (one === two && one !== '')
      cells.reject('other_person_id', 'is the same record', 'Name the other record.');
    const [personId, otherPersonId] = one <= two ? [one, two] : [two, one];
    const decidedOn = cells.date('decided_on');
    return {
      key: [personId, otherPersonId],
      latest: decidedOn?.at,
      row: {
        personId,
        otherPersonId,
        verdict: cells.requiredOneOf('verdict', VERDICT) ?? 'UNSURE',
        decidedOn,
        decidedBy: cells.text('decided_by'),
        reason: cells.text('reason'),
      },
    };
  },
};
