import type { ForensicRow } from '../../types.ts';
import { FORENSIC_RESULT } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const forensics: FileReader<ForensicRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const submittedOn = cells.date('submitted_on');
    return {
      key: [id],
      row: {
        id,
        offenceId: cells.reference('offence_id', 'OFFENCE', true) ?? '',
        exhibit: cells.text('exhibit'),
        submittedOn,
        resultOn: cells.dateAfter('result_on', submittedOn, 'submitted_on'),
        result: cells.oneOf('result', FORENSIC_RESULT),
        personId: cells.reference('person_id', 'PERSON', false),
      },
    };
  },
};
