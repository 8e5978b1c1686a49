import type { FactChange, Graph, GraphTransaction, Touched } from '../../graph/index.ts';
import {
  type LinkFile,
  readLinksOf,
  readNodes,
  type WriteContext,
  writeLinks,
  writeNodes,
} from '../repository.ts';
import type { BundleFile, RowOf } from '../types.ts';
import { mergeProperties, type Outcome } from './bookkeeping.ts';
import { withFirstStated } from './firstStated.ts';
import { identifierLink, residenceLink, roleLink, tieLink } from './links.ts';
import type { Facts } from './mergeFacts.ts';
import {
  custodyFacts,
  eventFacts,
  exhibitFacts,
  intelligenceFacts,
  locationFacts,
  offenceFacts,
  orderFacts,
  type Stated,
} from './nodes.ts';
import type { NodeFile } from './rowOfNode.ts';
import { sayingOf, tellKept } from './sight.ts';
import type { WriteJob } from './WriteJob.ts';
import { planJudgements } from './writeJudgements.ts';
import { writePersonBatch } from './writePersons.ts';

const NODE_FACTS: { readonly [F in NodeFile]: (row: RowOf[F]) => Stated } = {
  'locations.csv': locationFacts,
  'offences.csv': offenceFacts,
  'intelligence.csv': intelligenceFacts,
  'events.csv': eventFacts,
  'custody.csv': custodyFacts,
  'forensics.csv': exhibitFacts,
  'orders.csv': orderFacts,
};
const LINK_FACTS = {
  'involvements.csv': roleLink,
  'residences.csv': residenceLink,
  'identifiers.csv': identifierLink,
  'associations.csv': tieLink,
} as const;

/** Kinds of the nodes of each file, as notes of changes name them. */
const KINDS: { readonly [F in NodeFile]: string } = {
  'locations.csv': 'LOCATION',
  'offences.csv': 'OFFENCE',
  'intelligence.csv': 'INTELLIGENCE_REPORT',
  'events.csv': 'EVENT',
  'custody.csv': 'CUSTODY_EPISODE',
  'forensics.csv': 'EXHIBIT',
  'orders.csv': 'ORDER',
};

/** What writing nodes of a file touches. Tables are computed from known ones only: new ones have no roles yet. */
function touchedNodes(file: NodeFile, written: readonly string[], known: readonly string[]): Touched {
  const tables = file === 'locations.csv' ? 'locations' : file === 'offences.csv' ? 'offences' : undefined;
  if (tables === undefined) return { links: written.map((id) => `${KINDS[file]}|${id}`) };
  const there = new Set(known);
  const links = written.filter((id) => !there.has(id)).map((id) => `${KINDS[file]}|${id}`);
  return { [tables]: known, links };
}

/** One end of each link that was written; an identifier where its row states it alone. */
const touchedLinks: { readonly [F in LinkFile]: (links: readonly Facts[]) => Touched } = {
  'involvements.csv': (links) => ({ offences: links.map(({ offenceId }) => String(offenceId)) }),
  'residences.csv': (links) => ({ links: links.map(({ personId }) => `RECORD|${personId}`) }),
  'identifiers.csv': (links) => ({
    links: links.flatMap(({ personId, offenceId, identifierId }) => [
      ...(personId === undefined ? [] : [`RECORD|${personId}`]),
      ...(offenceId === undefined ? [] : [`OFFENCE|${offenceId}`]),
      ...(personId === undefined && offenceId === undefined ? [`IDENTIFIER|${identifierId}`] : []),
    ]),
  }),
  'associations.csv': (links) => ({ links: links.map(({ personId }) => `RECORD|${personId}`) }),
};

/** What one batch is to do, decided before its transaction. */
export interface Planned {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Undefined where nothing changes. */
  readonly write: ((tx: GraphTransaction) => Promise<FactChange>) | undefined;
}

interface Planner {
  readonly graph: Graph;
  readonly job: WriteJob;
  readonly context: WriteContext;
}

/** Decides what a batch of rows does to the store, reading what it has of them unless the source is new to it. */
export async function planRows(
  writer: Planner,
  file: BundleFile,
  rows: readonly RowOf[BundleFile][],
): Promise<Planned> {
  const { graph, job, context } = writer;
  if (file === 'persons.csv')
    return writePersonBatch(graph, rows as readonly RowOf['persons.csv'][], job, context);
  if (file === 'judgements.csv')
    return planJudgements(graph, rows as readonly RowOf['judgements.csv'][], job, context);
  return file in LINK_FACTS
    ? planLinks(writer, file as LinkFile, rows)
    : planNodes(writer, file as NodeFile, rows);
}

async function planNodes(
  { graph, job, context }: Planner,
  file: NodeFile,
  rows: readonly RowOf[BundleFile][],
): Promise<Planned> {
  const factsOf = NODE_FACTS[file] as (row: RowOf[BundleFile]) => Stated;
  const stated = rows.map(factsOf);
  const stored = job.fresh
    ? new Map<string, Facts>()
    : await readNodes(
        graph,
        file,
        stated.map(({ id }) => id),
      );
  const outcomes: Partial<Record<Outcome, number>> = {};
  const nodes: Facts[] = [];
  const left: string[] = [];
  for (const { id, hash, facts } of stated) {
    const known = stored.get(id);
    const [saying, asOf] = sayingOf(known, { ...facts, source: job.source }, job.asOf, context.sight);
    const { outcome, properties } = mergeProperties(known, saying, { asOf, importId: job.id, hash });
    tellKept(context.sight, { file, id, stated: String(facts.marking) }, properties ?? known);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    left.push(...leftMarking(known, properties));
    if (properties === undefined) continue;
    const node = withFirstStated(file, known, properties, job);
    nodes.push(file === 'offences.csv' ? { ...node, typeMatch: node.typeMatch ?? 'unstated' } : node);
  }
  if (nodes.length === 0) return { outcomes, write: undefined };
  const written = nodes.map(({ id }) => String(id));
  const known = written.filter((id) => stored.has(id));
  const remarked = nodes
    .filter(({ id, marking }) => (stored.get(String(id))?.marking ?? marking) !== marking)
    .map(({ id }) => String(id));
  const write = async (tx: GraphTransaction) => {
    await writeNodes(tx, file, nodes, { known, remarked }, context);
    return { markings: [...markingsOf(nodes), ...left], touched: touchedNodes(file, written, known) };
  };
  return { outcomes, write };
}

async function planLinks(
  { graph, job, context }: Planner,
  file: LinkFile,
  rows: readonly RowOf[BundleFile][],
): Promise<Planned> {
  const linkOf = LINK_FACTS[file] as unknown as (row: RowOf[BundleFile]) => {
    key: string;
    ends: Facts;
    facts: Facts;
  };
  const stated = rows.map(linkOf);
  const stored = job.fresh
    ? new Map<string, Facts>()
    : await readLinksOf(
        graph,
        file,
        stated.map(({ ends }) => ends),
      );
  const outcomes: Partial<Record<Outcome, number>> = {};
  const links: Facts[] = [];
  const left: string[] = [];
  for (const { key, ends, facts } of stated) {
    const known = stored.get(key);
    const standsAlone = ends.personId === undefined && ends.offenceId === undefined;
    if (standsAlone && isStatedAlone(known, facts)) {
      outcomes.unchanged = (outcomes.unchanged ?? 0) + 1;
      continue;
    }
    const [saying, asOf] = sayingOf(known, facts, job.asOf, context.sight);
    const { outcome, properties } = mergeProperties(known, saying, { asOf, importId: job.id });
    tellKept(context.sight, { file, id: key, stated: String(facts.marking) }, properties ?? known);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    left.push(...leftMarking(known, properties));
    if (properties === undefined) continue;
    links.push({ ...ends, exists: known !== undefined, link: withFirstStated(file, known, properties, job) });
  }
  if (links.length === 0) return { outcomes, write: undefined };
  const write = async (tx: GraphTransaction) => ({
    markings: [...(await writeLinks(tx, file, links, context)), ...left],
    touched: touchedLinks[file](links),
  });
  return { outcomes, write };
}

/** Whether an identifier that a row states alone is known to be stated alone at that marking. */
function isStatedAlone(known: Facts | undefined, { marking }: Facts): boolean {
  return Array.isArray(known?.markings) && known.markings.includes(marking);
}

/** The marking that a fact leaves: who saw it there must be told that it is gone, or a kept answer would still show it. */
function leftMarking(known: Facts | undefined, now: Facts | undefined): readonly string[] {
  const before = known?.rowMarking ?? known?.marking;
  return now === undefined || before === undefined || before === now.marking ? [] : [String(known?.marking)];
}

export function markingsOf(nodes: readonly Facts[]): readonly string[] {
  return [...new Set(nodes.map((node) => String(node.marking)))];
}
