import { compareMarkings } from '../../access/index.ts';
import type { GraphTransaction } from '../../graph/index.ts';
import { changeCitingNodes, deleteCitingNodes, listCitingNodes } from '../repository.ts';

/** Ways in which a node names a person that make it about that person: without them it is nothing. */
const ABOUT = new Set(['HELD', 'BINDS']);
/** An exhibit belongs to its offence, whomever it was matched to. */
const STAYS = 'Exhibit';

/** Kinds of such nodes, as notes of changes name them. */
const KINDS: Readonly<Record<string, string>> = {
  IntelligenceReport: 'INTELLIGENCE_REPORT',
  Event: 'EVENT',
  CustodyEpisode: 'CUSTODY_EPISODE',
  Exhibit: 'EXHIBIT',
  Order: 'ORDER',
};

/** What happened to the nodes that named a record. */
export interface CitingOutcome {
  readonly markings: readonly string[];
  /** Nodes that stay, as notes of changes name them: `KIND|id`. */
  readonly touched: readonly string[];
  /** Ids of texts that stay and still hold a name: a person has to look at them. */
  readonly texts: readonly string[];
  /** Removes those that are about nobody else, once the links are gone. */
  readonly remove: () => Promise<void>;
}

/**
 * Takes a record out of what names it: custody of the person and orders that bind them go; events and reports go where
 * they name nobody else; what stays loses the link. What somebody else's hidden fact still leads to is not removed but
 * raised out of sight. Before the links themselves are removed.
 */
export async function eraseFromCitingNodes(
  tx: GraphTransaction,
  asked: {
    readonly recordId: string;
    readonly visible: readonly string[];
    readonly names: readonly string[];
  },
): Promise<CitingOutcome> {
  const { recordId } = asked;
  const nodes = await listCitingNodes(tx, asked);
  const mine = new Set(
    ['MENTIONS', 'BY', 'WITH', 'HELD', 'MATCHED', 'BINDS', 'PROTECTS'].map((type) =>
      JSON.stringify([type, 'PERSON', recordId]),
    ),
  );
  const gone: { id: string; label: string }[] = [];
  const changed: { id: string; label: string; links: readonly string[]; marking: string }[] = [];
  const texts: string[] = [];
  for (const { id, label, links, marking, ways, hidden, namesPerson } of nodes) {
    const left = links.filter((link) => !mine.has(link));
    const leaves =
      label !== STAYS &&
      (ways.some((way) => ABOUT.has(way)) || !left.some((link) => kindOf(link) === 'PERSON'));
    if (leaves && hidden.length === 0) gone.push({ id, label });
    else {
      const raised = [...hidden].sort(compareMarkings)[0] ?? marking;
      changed.push({ id, label, links: left, marking: leaves ? raised : marking });
      if (!leaves && namesPerson) texts.push(id);
    }
  }
  if (changed.length > 0) await changeCitingNodes(tx, changed);
  return {
    markings: [...nodes.map(({ marking }) => marking), ...changed.map(({ marking }) => marking)],
    touched: changed.map(({ id, label }) => `${KINDS[label]}|${id}`),
    texts,
    remove: async () => {
      if (gone.length > 0) await deleteCitingNodes(tx, gone);
    },
  };
}

const kindOf = (link: string): string => String((JSON.parse(link) as readonly string[])[1]);
