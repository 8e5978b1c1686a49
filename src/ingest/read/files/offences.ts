import { foldTitle, type OffenceMatcher, type TypeMatch } from '../../../harm/index.ts';
import type { OffenceRow } from '../../types.ts';
import { FOUND_BY } from '../enumerations.ts';
import { MAX_ID_CHARACTERS, MAX_LINE_CHARACTERS } from '../limits.ts';
import type { FileReader } from './FileReader.ts';

export function offences(match: OffenceMatcher, matchTitles: boolean): FileReader<OffenceRow> {
  return {
    repeated: 'once',
    read(cells) {
      const id = cells.ownId();
      const code = cells.short('offence_code', MAX_ID_CHARACTERS);
      const title = cells.short('offence_title', MAX_LINE_CHARACTERS);
      const found = match({ code, title, matchTitles });
      const type = found !== undefined && 'code' in found ? found : undefined;
      if (code !== undefined && (found === undefined || type?.matchedBy === 'title'))
        cells.warn(
          'offence_code',
          'is not a code of the lists; the offence goes by its title, or its harm stays unknown',
          'Map it under values in the manifest, or with the queue of unmatched codes.',
        );
      const reported = cells.date('reported_on');
      const occurredFrom = cells.date('occurred_from');
      return {
        key: [id],
        row: {
          id,
          crimeNumber: cells.short('crime_number', MAX_ID_CHARACTERS),
          statedCode: code,
          statedTitle: title,
          titleKey: title === undefined ? undefined : foldTitle(title),
          typeMatch: matchOf(found, code !== undefined || title !== undefined),
          typeCode: type?.code,
          matchedBy: type?.matchedBy,
          typeProvisional: type?.provisional,
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

function matchOf(found: TypeMatch | undefined, isStated: boolean): OffenceRow['typeMatch'] {
  if (found === undefined) return isStated ? 'unmatched' : 'unstated';
  return 'ambiguous' in found ? 'ambiguous' : 'matched';
}
