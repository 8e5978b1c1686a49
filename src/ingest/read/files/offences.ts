import { foldTitle, type OffenceMatcher } from '../../../harm/index.ts';
import type { OffenceRow } from '../../types.ts';
import { FOUND_BY } from '../enumerations.ts';
import type { FileReader } from './FileReader.ts';

export function offences(match: OffenceMatcher, matchTitles: boolean): FileReader<OffenceRow> {
  return {
    columns: [
      'id',
      'crime_number',
      'offence_code',
      'offence_title',
      'reported_on',
      'occurred_from',
      'occurred_to',
      'location_id',
      'outcome',
      'found_by',
      'modus_operandi',
      'summary',
      'officer_in_case',
    ],
    required: ['id'],
    repeated: 'once',
    read(cells) {
      const id = cells.ownId();
      const code = cells.text('offence_code');
      const title = cells.text('offence_title');
      const found = match({ code, title, matchTitles });
      const reported = cells.date('reported_on');
      const occurredFrom = cells.date('occurred_from');
      return {
        key: [id],
        row: {
          id,
          crimeNumber: cells.text('crime_number'),
          statedCode: code,
          statedTitle: title,
          titleKey: title === undefined ? undefined : foldTitle(title),
          ...(found === undefined || 'ambiguous' in found
            ? {
                typeMatch:
                  found === undefined
                    ? code === undefined && title === undefined
                      ? 'unstated'
                      : 'unmatched'
                    : 'ambiguous',
              }
            : {
                typeMatch: 'matched',
                typeCode: found.code,
                matchedBy: found.matchedBy,
                typeProvisional: found.provisional,
              }),
          reported,
          occurredFrom,
          occurredTo: cells.dateAfter('occurred_to', occurredFrom, 'occurred_from'),
          locationId: cells.reference('location_id', 'LOCATION', false),
          outcome: cells.text('outcome'),
          foundBy: cells.oneOf('found_by', FOUND_BY),
          modusOperandi: cells.list('modus_operandi'),
          summary: cells.text('summary'),
          officerInCase: cells.text('officer_in_case'),
        },
      };
    },
  };
}
