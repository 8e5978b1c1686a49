import type { IntelligenceRow } from '../../types.ts';
import { HANDLING, INFORMATION_GRADE, SOURCE_GRADE } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export const intelligence: FileReader<IntelligenceRow> = {
  repeated: 'once',
  read(cells) {
    const id = cells.ownId();
    const grade = cells.oneOf('source_grade', SOURCE_GRADE);
    return {
      key: [id],
      row: {
        id,
        writtenAt: cells.date('written_at'),
        sourceGrade: grade === undefined ? undefined : (Number(grade) as 1 | 2 | 3),
        informationGrade: cells.oneOf('information_grade', INFORMATION_GRADE),
        handling: cells.oneOf('handling', HANDLING),
        text: cells.text('text'),
        // What kind of thing an id names is known when the whole bundle is.
        mentions: cells
          .referenceList('mentions', 'ANY')
          .map((mentioned) => ({ kind: 'OTHER', id: mentioned })),
      },
    };
  },
};
