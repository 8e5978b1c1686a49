import type { Driver } from 'neo4j-driver';
import type { Graph } from './Graph.ts';
import { driverOf } from './openGraph.ts';

/** The driver of a graph, every session of which ends with the signal, and with it what runs in the server. */
export function driverEndingWith(graph: Graph, signal: AbortSignal): Driver {
  const driver = driverOf(graph);
  const session: Driver['session'] = (config) => {
    signal.throwIfAborted();
    const opened = driver.session(config);
    // Closing a session resets its connection, which ends the query in the server.
    signal.addEventListener('abort', () => void opened.close().catch(() => undefined), { once: true });
    return opened;
  };
  return Object.create(driver, { session: { value: session } });
}
