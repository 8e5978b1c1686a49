import { type GraphQLFormattedError, type GraphQLSchema, graphql } from 'graphql';
import pino from 'pino';
import { type Context, openPseudonyms, parseMarking, visibleMarkings } from '../../../src/access/index.ts';
import { type CatalogueContext, catalogueContext } from '../../../src/api/catalogue.ts';
import { formatError } from '../../../src/api/formatError.ts';
import { type Clock, readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { testServer } from '../../support/neo4j.ts';
import { openRules } from '../../support/openRules.ts';
import { testAudit } from '../../support/testAudit.ts';

/** Who asks: what they may see, and the service (by its key) that they ask. */
export interface Asker {
  readonly clearance?: string;
  readonly key?: string;
  readonly subject?: string;
  readonly roles?: readonly string[];
  readonly machine?: boolean;
  readonly clock?: Clock;
}

/** An answer as it leaves: whatever shape was asked for, and errors in the words of the service. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
  readonly data: any;
  readonly errors: readonly GraphQLFormattedError[];
  readonly text: string;
  /** Ids for the audit entry. */
  readonly touched: readonly string[];
}

export type Ask = (source: string, variables?: Record<string, unknown>, asker?: Asker) => Promise<Answer>;

/**
 * Asks the whole schema as one request of an analyst would, each time with a context of its own.
 * @param store the graph that has the driver, where the one that is asked only passes on
 */
export function askerOf(graph: Graph, schema: GraphQLSchema, store: Graph = graph): Ask {
  const format = formatError(pino({ level: 'silent' }));
  return async (source, variableValues = {}, asker = {}) => {
    const { clearance = 'OFFICIAL', key = 'the key of these tests', clock = systemClock } = asker;
    const marking = parseMarking(clearance);
    if (marking === undefined) throw new Error(`${clearance} is no marking.`);
    const requester = {
      subject: asker.subject ?? 'a.analyst',
      visible: await visibleMarkings(graph, marking),
    };
    const { signal } = new AbortController();
    const contextValue: Context & CatalogueContext = {
      caller: {
        subject: requester.subject,
        roles: asker.roles ?? ['analyst'],
        teams: [],
        machine: asker.machine,
        clearance: marking.level,
        compartments: marking.compartments,
        purpose: 'reading the records',
        visible: requester.visible,
      },
      requestId: 'test',
      signal,
      graph,
      clock,
      rules: openRules,
      pseudonyms: await openPseudonyms(readConfig({ LINCHPIN_PSEUDONYM_KEY: key }, '.')),
      audit: testAudit(graph),
      touched: new Set(),
      standIns: new Map(),
      loaders: new Map(),
      ...catalogueContext(store, testServer().database, {
        user: requester.subject,
        visible: requester.visible,
        requestId: 'test',
        signal,
      }),
    };
    const answer = await graphql({ schema, source, variableValues, contextValue });
    const errors = (answer.errors ?? []).map((error) => format(error.toJSON(), error));
    const text = JSON.stringify({ data: answer.data, errors });
    return { data: JSON.parse(text).data, errors, text, touched: [...contextValue.touched] };
  };
}

/** What is asked, where nothing goes wrong. */
export async function dataOf(answer: Promise<Answer>) {
  const { data, errors } = await answer;
  if (errors.length > 0) throw new Error(`The service refused: ${JSON.stringify(errors)}`);
  return data;
}
