import type { Clock, OperatorRules } from '../config/index.ts';
import type { Graph, Versions } from '../graph/index.ts';
import type { Audit } from './audit/audit.ts';
import type { Pseudonyms } from './victims/pseudonyms.ts';

/** Who a token says is calling. */
export interface Principal {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly rank?: string | undefined;
  readonly teams: readonly string[];
  readonly clearance: string;
  readonly compartments: readonly string[];
  /** A service that signed in for itself: no person, and never one of the two that a decision takes. */
  readonly machine?: boolean | undefined;
  /** When the token ends; the local operator has none. */
  readonly expiresAt?: Date | undefined;
}

/** Leave to see one marking beyond the clearance for a while, given by a second person. */
export interface Grant {
  readonly id: string;
  readonly marking: string;
}

/** A principal with the reason for this request and the markings it may see. */
export interface Caller extends Principal {
  readonly purpose: string;
  readonly visible: readonly string[];
  /** Break-glass that is active: what it lets see is part of `visible`. */
  readonly breakGlass?: readonly Grant[] | undefined;
}

/** What every resolver is given. One per request. */
export interface Context {
  readonly caller: Caller;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /**
   * Where the facts of every marking stood when the request came: an answer stands on these or newer ones. Undefined
   * where the request may have changed them itself, or goes on for long.
   */
  facts?: Versions | undefined;
  readonly graph: Graph;
  readonly clock: Clock;
  readonly rules: OperatorRules;
  readonly pseudonyms: Pseudonyms;
  /** How long a reveal of a victim lasts; an hour where nothing is said. */
  readonly revealMinutes?: number | undefined;
  readonly audit: Audit;
  /** Ids of what the answer shows, for the audit entry of the request. */
  readonly touched: Set<string>;
  /** Stand-ins of ids that the audit entry must not hold, by the ids. */
  readonly standIns: Map<string, string>;
  /** Per-request loaders by name. */
  readonly loaders: Map<string, unknown>;
}

/** Notes ids that an answer shows, so that "who looked at this" can be answered. */
export function touch(context: Context, ids: Iterable<string>): void {
  for (const id of ids) context.touched.add(id);
}

/** Lets the audit entry of the request name an argument by a stand-in: the audit was made to forget the id. */
export function nameByStandIn(context: Context, id: string, standIn: string): void {
  context.standIns.set(id, standIn);
}

/** What a repository passes on with each call: who asks, for what, until when. */
export function callOptions(context: Context, operation: string) {
  const { caller, requestId, signal } = context;
  return { user: caller.subject, operation, requestId, signal };
}
