/** The id of the place that a person's own row states as their home: its source and key are those of the record. */
export function homeIdOf(recordId: string): string {
  const colon = recordId.indexOf(':');
  return `${recordId.slice(0, colon)}:persons/${recordId.slice(colon + 1)}/address`;
}
