import type { BundleFile } from '../types.ts';
import { IDENTIFIER_LABELS } from './links.ts';
import type { Facts } from './mergeFacts.ts';
import { type Link, readLinks } from './nodes.ts';

/** Files whose rows are nodes with an id of their own. */
export type NodeFile = Extract<
  BundleFile,
  | 'locations.csv'
  | 'offences.csv'
  | 'intelligence.csv'
  | 'events.csv'
  | 'custody.csv'
  | 'forensics.csv'
  | 'orders.csv'
>;

/** A node as the query of its file takes it: its properties, and what it is linked to by kind. */
export function rowOfNode(file: NodeFile, node: Facts): Facts {
  const links = readLinks(node.links);
  const ids = (kind: string, type?: string) =>
    links
      .filter((link) => link.kind === kind && (type === undefined || link.type === type))
      .map(({ id }) => id);
  switch (file) {
    case 'locations.csv':
      return { node };
    case 'offences.csv':
      return { node, locationId: ids('LOCATION')[0] };
    case 'custody.csv':
      return { node, personId: ids('PERSON')[0], offenceIds: ids('OFFENCE') };
    case 'forensics.csv':
      return { node, offenceId: ids('OFFENCE')[0], personId: ids('PERSON')[0] };
    case 'orders.csv':
      return { node, personId: ids('PERSON', 'BINDS')[0], protectsPersonId: ids('PERSON', 'PROTECTS')[0] };
    case 'intelligence.csv':
      return {
        node,
        persons: ids('PERSON'),
        offences: ids('OFFENCE'),
        locations: ids('LOCATION'),
        others: ids('OTHER'),
      };
    case 'events.csv':
      return {
        node,
        persons: links.filter(({ kind }) => kind === 'PERSON').map(({ type, id }) => ({ type, id })),
        identifiers: links.filter(({ kind }) => kind.startsWith('IDENTIFIER')).map(identifierOfLink),
        locationId: ids('LOCATION')[0],
      };
  }
}

function identifierOfLink({ type, id, raw, kind }: Link) {
  const at = id.indexOf(':');
  const sort = id.slice(0, at) as keyof typeof IDENTIFIER_LABELS;
  return {
    type,
    id,
    kind: sort,
    label: IDENTIFIER_LABELS[sort],
    value: id.slice(at + 1),
    valid: !kind.endsWith('?'),
    raw: raw ?? '',
  };
}
