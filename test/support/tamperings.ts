import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { entryHash } from '../../src/access/audit/entrySeal.ts';
import { readChain } from '../../src/access/audit/repository.ts';
import { auditKeyOf } from '../../src/access/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { rawCypher } from './rawCypher.ts';

/** A chain as it was before anybody laid hands on it. */
export interface WholeChain {
  readonly instance: string;
  readonly length: number;
  readonly hashes: readonly string[];
}

/** What must be found: the first broken entry of a chain. */
export interface Expected {
  readonly kind: string;
  readonly instance: string;
  readonly sequence: number;
}

interface Hand {
  readonly graph: Graph;
  readonly chains: readonly WholeChain[];
  below(limit: number): number;
}
type Tampering = (hand: Hand) => Promise<readonly Expected[]>;

const keep = 'MATCH (a:AuditEntry|AuditChain) CREATE (b:Kept) SET b = a, b.kept = labels(a)[0]';
const restore = `MATCH (a:AuditEntry|AuditChain) DETACH DELETE a WITH count(*) AS gone
MATCH (b:Kept) CALL (b) { WITH b WHERE b.kept = 'AuditEntry' CREATE (a:AuditEntry) SET a = b, a.kept = null
UNION WITH b WHERE b.kept = 'AuditChain' CREATE (a:AuditChain) SET a = b, a.kept = null }`;

/** Sets the chains aside, so that each tampering starts from what they were. */
export async function setAside(graph: Graph): Promise<readonly WholeChain[]> {
  await rawCypher(graph, keep);
  const rows = await rawCypher(
    graph,
    'MATCH (a:AuditEntry) WITH a ORDER BY a.sequence RETURN a.instance AS instance, collect(a.hash) AS hashes ORDER BY instance',
  );
  return rows.map(({ instance, hashes }) => ({
    instance: String(instance),
    length: (hashes as string[]).length,
    hashes: hashes as string[],
  }));
}

export const putBack = (graph: Graph) => rawCypher(graph, restore);

const at = '(a:AuditEntry {instance: $instance, sequence: $sequence})';

/** What a field is changed to: each to something that it could be. */
const CHANGES = [
  "a.subject = 'somebody-else'",
  "a.roles = ['supervisor']",
  'a.roles = a.roles + ["x"]',
  "a.marking = 'SECRET'",
  "a.action = 'ERASURE'",
  "a.operation = 'query { me }'",
  "a.decision = 'REFUSED'",
  "a.requestId = 'another'",
  'a.idCount = a.idCount + 1',
  'a.resultCount = a.resultCount - 1',
  'a.at = a.at + duration({days: 1})',
  'a.at = a.at + duration({nanoseconds: 1})',
  'a.at = toString(a.at)',
  "a.previous = 'x' + substring(a.previous, 1)",
  "a.hash = 'x' + substring(a.hash, 1)",
  "a.content = 'x' + substring(a.content, 1)",
  "a.salt = 'x' + substring(a.salt, 1)",
  "a.keyId = 'anotherkey12'",
  "a.purpose = 'a better purpose'",
  "a.ids = ['s:P98']",
  "a.ids = a.ids + 's:P99'",
  "a.named = ['s:P1']",
  'a.variables = \'{"person":{"id":"s:P2"}}\'',
  'a.purpose = null',
  'a.ids = null',
  'a.subject = null',
  "a.remark = 'seen'",
] as const;

function someEntry({ chains, below }: Hand, from: number, before: (length: number) => number) {
  const chain = chains[below(chains.length)] as WholeChain;
  const { instance, length } = chain;
  return { chain, instance, sequence: from + below(before(length) - from) };
}

const changeField: Tampering = async (hand) => {
  const { instance, sequence } = someEntry(hand, 2, (length) => length + 1);
  const change = CHANGES[hand.below(CHANGES.length)];
  await rawCypher(hand.graph, `MATCH ${at} SET ${change}`, { instance, sequence });
  return [{ kind: 'changed', instance, sequence }];
};

const deleteEntry: Tampering = async (hand) => {
  const { instance, sequence } = someEntry(hand, 1, (length) => length);
  await rawCypher(hand.graph, `MATCH ${at} DETACH DELETE a`, { instance, sequence });
  return [{ kind: 'deleted', instance, sequence }];
};

const reorder: Tampering = async (hand) => {
  const { instance, sequence, chain } = someEntry(hand, 1, (length) => length);
  const other = sequence + 1 + hand.below(chain.length - sequence);
  await rawCypher(
    hand.graph,
    `MATCH ${at} MATCH (b:AuditEntry {instance: $instance, sequence: $other})
     SET a.sequence = -1 SET b.sequence = $sequence SET a.sequence = $other`,
    { instance, sequence, other },
  );
  return [{ kind: 'reordered', instance, sequence }];
};

/** A copy of an entry with another hash, between two others, which move up. */
const insert: Tampering = async (hand) => {
  const { instance, sequence } = someEntry(hand, 1, (length) => length);
  await rawCypher(
    hand.graph,
    `MATCH (a:AuditEntry {instance: $instance}) WHERE a.sequence > $sequence
     SET a.sequence = -a.sequence - 1 WITH collect(a) AS moved
     UNWIND moved AS a SET a.sequence = -a.sequence WITH DISTINCT 1 AS one
     MATCH ${at} WITH a{.*, sequence: $sequence + 1, hash: reverse(a.hash), previous: a.hash} AS copy
     CREATE (b:AuditEntry) SET b = copy`,
    { instance, sequence },
  );
  return [{ kind: 'inserted', instance, sequence: sequence + 1 }];
};

const append: Tampering = async (hand) => {
  const { instance, length } = hand.chains[hand.below(hand.chains.length)] as WholeChain;
  await rawCypher(
    hand.graph,
    `MATCH ${at} WITH a{.*, sequence: $sequence + 1, hash: reverse(a.hash), previous: a.hash} AS copy
     CREATE (b:AuditEntry) SET b = copy`,
    { instance, sequence: length },
  );
  return [{ kind: 'inserted', instance, sequence: length + 1 }];
};

/** Everything after an entry, linked anew by somebody who has no key and so takes one. */
const rewriteAfter: Tampering = async (hand) => {
  const { instance, sequence } = someEntry(hand, 1, (length) => length);
  await rewriteFrom(hand.graph, instance, sequence + 1, 'not the key of this audit');
  return [{ kind: 'changed', instance, sequence: sequence + 1 }];
};

/** Seals a chain from here on as if somebody else had asked. */
export async function rewriteFrom(
  graph: Graph,
  instance: string,
  first: number,
  secret: string,
): Promise<void> {
  const key = auditKeyOf(secret);
  const entries = await readChain(graph, { instance, after: first - 1, upTo: 1_000_000 });
  let previous = entries[0]?.previous ?? '';
  const rewritten = entries.map((entry) => {
    const changed = { ...entry, subject: 'somebody-else', previous };
    const hash = entryHash(key, changed);
    const row = { sequence: entry.sequence, subject: changed.subject, previous, hash };
    previous = hash;
    return row;
  });
  await rawCypher(
    graph,
    `UNWIND $rewritten AS row MATCH (a:AuditEntry {instance: $instance, sequence: row.sequence})
     SET a.subject = row.subject, a.previous = row.previous, a.hash = row.hash`,
    { instance, rewritten },
  );
}

/** The last entries, and what the database itself notes of the chain's end. */
const cutOff: Tampering = async (hand) => {
  const { instance, sequence } = someEntry(hand, 1, (length) => length);
  await rawCypher(
    hand.graph,
    `MATCH (a:AuditEntry {instance: $instance}) WHERE a.sequence > $sequence DETACH DELETE a
     WITH count(*) AS gone MATCH (a:AuditEntry {instance: $instance, sequence: $sequence})
     MATCH (c:AuditChain {instance: $instance}) SET c.sequence = a.sequence, c.hash = a.hash`,
    { instance, sequence },
  );
  return [{ kind: 'cut off', instance, sequence: sequence + 1 }];
};

const deleteChain: Tampering = async (hand) => {
  const { instance } = hand.chains[hand.below(hand.chains.length)] as WholeChain;
  await rawCypher(hand.graph, 'MATCH (a:AuditEntry|AuditChain {instance: $instance}) DETACH DELETE a', {
    instance,
  });
  return [{ kind: 'chain missing', instance, sequence: 1 }];
};

const swapChains: Tampering = async (hand) => {
  const [one, two] = hand.chains as [WholeChain, WholeChain];
  const first = 1 + hand.below(one.length);
  const second = 1 + hand.below(two.length);
  await rawCypher(
    hand.graph,
    `MATCH (a:AuditEntry {instance: $one, sequence: $first}) MATCH (b:AuditEntry {instance: $two, sequence: $second})
     SET a.sequence = -1 SET b.instance = $one, b.sequence = $first SET a.instance = $two, a.sequence = $second`,
    { one: one.instance, first, two: two.instance, second },
  );
  return [
    { kind: 'reordered', instance: one.instance, sequence: first },
    { kind: 'reordered', instance: two.instance, sequence: second },
  ];
};

const KINDS: readonly Tampering[] = [
  changeField,
  deleteEntry,
  changeField,
  reorder,
  insert,
  changeField,
  append,
  rewriteAfter,
  cutOff,
  deleteChain,
  swapChains,
];

/** The tampering of this number: the same for the same number. */
export function tamper(graph: Graph, chains: readonly WholeChain[], number: number) {
  const generator = xoroshiro128plus(number);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const tampering = KINDS[number % KINDS.length] as Tampering;
  return tampering({ graph, chains, below });
}
