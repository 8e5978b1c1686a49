import { z } from 'zod';
import { filled, wholeNumber } from './filled.ts';

/** What the service allows each caller. */
export interface ServiceSettings {
  /** `trusted`: only the documents of `documents.json` are answered, but to those with the right `documents:any`. */
  readonly documents: 'any' | 'trusted';
  /** Of one principal; and refused sign-ins of one address. */
  readonly requestsPerMinute: number;
  /** Requests of one principal that are under way at once. */
  readonly concurrent: number;
  /** After which a request is answered with TIMEOUT and what it asked of the store is ended. */
  readonly requestSeconds: number;
  /** Within which headers, and the body of a request, must have come; imports have as long as they need. */
  readonly receiveSeconds: number;
  /** Memory for answers that are kept; 0 keeps none. */
  readonly keptMegabytes: number;
}

export const serviceVariables = {
  LINCHPIN_DOCUMENTS: filled.pipe(z.enum(['any', 'trusted']).default('any')),
  LINCHPIN_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000, 6_000),
  LINCHPIN_CONCURRENT: wholeNumber(1, 10_000, 50),
  LINCHPIN_REQUEST_SECONDS: wholeNumber(1, 3_600, 60),
  LINCHPIN_RECEIVE_SECONDS: wholeNumber(1, 3_600, 15),
  LINCHPIN_KEPT_MEGABYTES: wholeNumber(0, 65_536, 64),
};

export function serviceSettings(env: z.infer<z.ZodObject<typeof serviceVariables>>): ServiceSettings {
  return {
    documents: env.LINCHPIN_DOCUMENTS,
    requestsPerMinute: env.LINCHPIN_REQUESTS_PER_MINUTE,
    concurrent: env.LINCHPIN_CONCURRENT,
    requestSeconds: env.LINCHPIN_REQUEST_SECONDS,
    receiveSeconds: env.LINCHPIN_RECEIVE_SECONDS,
    keptMegabytes: env.LINCHPIN_KEPT_MEGABYTES,
  };
}
