import type { Graph } from '../../../graph/index.ts';
import type { Quote } from '../anchorEntries.ts';
import { findEntriesAt } from '../repository.ts';
import type { Finding } from './Finding.ts';
import type { ChainState } from './verifyChain.ts';

const BATCH = 2_000;

type Said = Quote & { readonly by: string };

/** What is said elsewhere of entries of chains: by heads and anchors on disk, and by other chains. */
export interface Quotes {
  add(quote: Quote, by: string): void;
  /** Whether something is said of more than has been read. */
  ahead(chains: ReadonlyMap<string, ChainState>): boolean;
  /**
   * Compares with the chains as they were verified.
   * @param foreign chains whose key was not given
   */
  findings(
    graph: Graph,
    chains: ReadonlyMap<string, ChainState>,
    foreign: ReadonlySet<string>,
  ): Promise<readonly Finding[]>;
}

export function openQuotes(): Quotes {
  const said = new Map<string, Said>();
  return {
    add: ({ instance, sequence, hash }, by) => {
      const place = `${instance} ${sequence} ${hash}`;
      if (!said.has(place)) said.set(place, { instance, sequence, hash, by });
    },
    ahead: (chains) =>
      [...said.values()].some(({ instance, sequence }) => {
        const chain = chains.get(instance);
        return chain === undefined || (chain.finding === undefined && sequence > chain.sequence);
      }),
    findings: async (graph, chains, foreign) => {
      const findings: Finding[] = [];
      const inside: Said[] = [];
      for (const quote of said.values()) {
        const chain = chains.get(quote.instance);
        if (chain === undefined) {
          if (!foreign.has(quote.instance)) findings.push(missing(quote));
        } else if (quote.sequence > chain.stump && quote.sequence <= chain.sequence) inside.push(quote);
        else if (quote.sequence > chain.sequence && chain.finding === undefined)
          findings.push(cutOff(quote, chain));
      }
      for (let start = 0; start < inside.length; start += BATCH)
        findings.push(...(await compare(graph, inside.slice(start, start + BATCH))));
      return findings;
    },
  };
}

async function compare(graph: Graph, quotes: readonly Said[]): Promise<readonly Finding[]> {
  const rows = await findEntriesAt(graph, quotes);
  const standing = new Map(rows.map(({ instance, sequence, hash }) => [`${instance} ${sequence}`, hash]));
  return quotes.flatMap((quote) => {
    const hash = standing.get(`${quote.instance} ${quote.sequence}`);
    return hash === quote.hash ? [] : [rewritten(quote, hash)];
  });
}

function missing({ instance, sequence, by }: Said): Finding {
  const detail = `the chain is gone; ${by} had it at ${sequence}`;
  return { kind: 'chain missing', instance, sequence: 1, id: undefined, detail };
}

function cutOff(quote: Said, { instance, sequence }: ChainState): Finding {
  const first = sequence + 1;
  const id = quote.sequence === first ? quote.hash : undefined;
  const detail = `the chain ends before it; ${quote.by} had it at ${quote.sequence}`;
  return { kind: 'cut off', instance, sequence: first, id, detail };
}

function rewritten({ instance, sequence, hash, by }: Said, id: string | undefined): Finding {
  return { kind: 'changed', instance, sequence, id, detail: `${by} had ${hash} in its place` };
}
