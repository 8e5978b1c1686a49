import type { InvolvementRow } from '../../types.ts';
import { INVOLVEMENT_STATUS, RELATIONSHIP, ROLE } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const involvements: FileReader<InvolvementRow> = {
  repeated: 'latest',
  read(cells) {
    const personId = cells.reference('person_id', 'PERSON', true) ?? '';
    const offenceId = cells.reference('offence_id', 'OFFENCE', true) ?? '';
    const role = cells.requiredOneOf('role', ROLE) ?? 'OTHER';
    const since = cells.date('since');
    return {
      key: [personId, offenceId, role],
      latest: since?.at,
      row: {
        personId,
        offenceId,
        role,
        status: cells.oneOf('status', INVOLVEMENT_STATUS),
        relationship: cells.oneOf('relationship', RELATIONSHIP),
        victimId: cells.reference('victim_id', 'PERSON', false),
        age: cells.number('age', { min: 0, max: 130, whole: true }),
        since,
      },
    };
  },
};
