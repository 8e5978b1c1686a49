import type { JWTPayload } from 'jose';
import type { AuthSettings } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Principal } from '../Caller.ts';
import { BASE_MARKING, LEVELS, parseMarking } from '../markings/marking.ts';
import { ROLES } from '../policy.ts';
import { claimAt, wordsOf } from './claimAt.ts';
import { clientOf, isMachine } from './machine.ts';

/** Role of a machine: it says what somebody is and gives no right. */
export const SERVICE = 'service';
const LONGEST_SUBJECT = 200;
/** How machines and the command line are named in the audit; no person may go by such a name. */
const RESERVED = /^(service|cli):|^not signed in$/i;

/** What the reader of claims tells once: words of the provider that mean nothing here. */
export type Warn = (text: string) => void;

/**
 * Reads a token that has been verified. A role that nobody knows is left out and told once; anything else that cannot
 * be read as it stands refuses the token: nothing is lowered or raised in silence.
 * @throws LinchpinError UNAUTHENTICATED naming the claim
 */
export function principalReader(
  settings: Pick<AuthSettings, 'claims' | 'roleMap' | 'clearanceMap'>,
  warn: Warn,
) {
  const { claims, roleMap, clearanceMap } = settings;
  const told = new Set<string>();
  const roleOf = (word: string): string | undefined => {
    const role = roleMap.size === 0 ? word : roleMap.get(word);
    if (role === SERVICE || ROLES.some((known) => known === role)) return role;
    if (told.size < MOST_TOLD && !told.has(word)) {
      told.add(word);
      warn(
        `Tokens carry a role that gives nothing here: "${word.slice(0, LONGEST_SUBJECT)}" (LINCHPIN_ROLE_MAP).`,
      );
    }
    return undefined;
  };
  const words = (payload: JWTPayload, path: string): readonly string[] => {
    const found = wordsOf(claimAt(payload, path));
    if (found === undefined) throw unreadable(path, 'holds neither a list of words nor a text');
    return found;
  };

  return (payload: JWTPayload): Principal => {
    const named = words(payload, claims.roles).map(roleOf);
    const roles = ROLES.filter((role) => named.includes(role));
    const machine = named.includes(SERVICE) || isMachine(payload);
    const rank = claimAt(payload, claims.rank);
    if (rank !== undefined && typeof rank !== 'string') throw unreadable(claims.rank, 'is no text');
    const clearance = levelOf(claimAt(payload, claims.clearance), claims.clearance, clearanceMap);
    const compartments = words(payload, claims.compartments).map((name) => {
      const [read, ...more] = parseMarking(`${BASE_MARKING}/${name}`)?.compartments ?? [];
      if (read === undefined || more.length > 0)
        throw unreadable(claims.compartments, 'names a compartment that cannot be one');
      return read;
    });
    return {
      subject: machine ? `${SERVICE}:${clientOf(payload) ?? subjectOf(payload)}` : personOf(payload),
      roles,
      rank,
      teams: words(payload, claims.teams),
      clearance,
      compartments: [...new Set(compartments)].sort(),
      machine,
      expiresAt: new Date((payload.exp ?? 0) * 1000),
    };
  };
}

/** Strange words that are told of; a provider may hold any number. */
const MOST_TOLD = 100;

function levelOf(value: unknown, claim: string, map: ReadonlyMap<string, string>): string {
  if (value === undefined || value === null) return BASE_MARKING;
  const word = typeof value === 'string' ? value.trim() : '';
  const stated = map.size === 0 ? word : map.get(word);
  const level = LEVELS.find((known) => known === stated?.toUpperCase());
  if (level === undefined) throw unreadable(claim, `is none of ${LEVELS.join(', ')}`);
  return level;
}

function subjectOf({ sub }: JWTPayload): string {
  const subject = sub ?? '';
  // A name that looks like another, or hides what it says, must not reach the audit.
  const plain = /^[^\p{C}\p{Z}](?:[^\p{C}]*[^\p{C}\p{Z}])?$/u.test(subject);
  if (subject.length > LONGEST_SUBJECT || !plain) throw unreadable('sub', 'is no name that can be kept');
  return subject;
}

function personOf(payload: JWTPayload): string {
  const subject = subjectOf(payload);
  if (RESERVED.test(subject)) throw unreadable('sub', 'is a name kept for machines');
  return subject;
}

const unreadable = (claim: string, problem: string) =>
  new LinchpinError('UNAUTHENTICATED', `The token's claim ${claim} ${problem}.`);
