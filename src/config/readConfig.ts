import { resolve } from 'node:path';
import { z } from 'zod';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { fileText } from './fileText.ts';
import { filled, wholeNumber } from './filled.ts';
import { type OperatorRules, operatorRules, operatorVariables } from './operatorRules.ts';
import { type ServiceSettings, serviceSettings, serviceVariables } from './serviceSettings.ts';
import { type AuthSettings, signInSettings, signInVariables } from './signInSettings.ts';

/** How to reach Neo4j, as the environment says it; all absent means: find or start a server ourselves. */
export interface NeoSettings {
  readonly uri?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
  /** Heap of the local server, in the server's own notation (`2g`). */
  readonly heap?: string | undefined;
  /** Page cache of the local server, in the server's own notation (`1g`). */
  readonly pagecache?: string | undefined;
}

/** The environment of one process, read and validated once. Paths are absolute. */
export interface Config {
  readonly production: boolean;
  /** Where the local server, its store, keys and caches live. */
  readonly home: string;
  readonly neo4j: NeoSettings;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly seed: 'london' | 'london-small' | 'none';
  /** Key of victims' pseudonyms; absent: a development key kept in the home. */
  readonly pseudonymKey?: string | undefined;
  /** How long a reveal of a victim lasts. */
  readonly revealMinutes: number;
  /** Key of the audit's hash chains; absent: a development key kept in the home. */
  readonly auditKey?: string | undefined;
  /** Audit entries older than this may be pruned; absent: none. */
  readonly auditKeepDays?: number | undefined;
  readonly auth: AuthSettings;
  readonly rules: OperatorRules;
  readonly service: ServiceSettings;
  /** Groups and periods of review; absent: those that ship. */
  readonly retentionFile?: string | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

const memory = filled.pipe(
  z
    .string()
    .regex(/^\d+[kmg]$/i, 'must be a size such as 512m or 2g')
    .optional(),
);

const environmentSchema = z.object({
  NODE_ENV: filled,
  NEO4J_URI: filled.pipe(
    z
      .string()
      .regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'must start with bolt://, neo4j:// or their +s forms')
      .optional(),
  ),
  NEO4J_USERNAME: filled,
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_PASSWORD_FILE: filled,
  NEO4J_DATABASE: filled,
  LINCHPIN_HOME: filled,
  LINCHPIN_NEO4J_HEAP: memory,
  LINCHPIN_NEO4J_PAGECACHE: memory,
  LINCHPIN_PORT: filled.pipe(
    z
      .string()
      .regex(/^\d+$/, 'must be a port number')
      .default('4000')
      .transform(Number)
      .pipe(z.number().max(65_535)),
  ),
  LINCHPIN_HOST: filled.pipe(z.string().default('127.0.0.1')),
  LINCHPIN_SEED: filled.pipe(z.enum(['london', 'london-small', 'none']).default('london')),
  LINCHPIN_PSEUDONYM_KEY: filled,
  LINCHPIN_PSEUDONYM_KEY_FILE: filled,
  LINCHPIN_REVEAL_MINUTES: wholeNumber(1, 1_440, 60),
  LINCHPIN_AUDIT_KEY: filled,
  LINCHPIN_AUDIT_KEY_FILE: filled,
  LINCHPIN_AUDIT_KEEP_DAYS: filled.pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'must be a number of days')
      .transform(Number)
      .optional(),
  ),
  ...signInVariables,
  ...operatorVariables,
  ...serviceVariables,
  LINCHPIN_RETENTION_FILE: filled,
  LINCHPIN_LOG: filled.pipe(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});

/**
 * Reads and validates the environment.
 * @param environment the process environment, or a stand-in in tests
 * @param projectRoot where `.linchpin` is put when `LINCHPIN_HOME` says nothing
 * @throws LinchpinError BAD_INPUT naming every variable that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv, projectRoot: string): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new LinchpinError('BAD_INPUT', `The environment is not valid. ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const password = env.NEO4J_PASSWORD ?? fileText('NEO4J_PASSWORD_FILE', env.NEO4J_PASSWORD_FILE);
  if (production && password !== undefined && isWellKnown(password))
    throw new LinchpinError(
      'BAD_INPUT',
      'NEO4J_PASSWORD (or _FILE) is one that everybody knows, or shorter than 12 characters. Set another in the server.',
    );
  return {
    production,
    home: resolve(projectRoot, env.LINCHPIN_HOME ?? '.linchpin'),
    neo4j: {
      uri: env.NEO4J_URI,
      username: env.NEO4J_USERNAME,
      password,
      database: env.NEO4J_DATABASE,
      heap: env.LINCHPIN_NEO4J_HEAP,
      pagecache: env.LINCHPIN_NEO4J_PAGECACHE,
    },
    host: env.LINCHPIN_HOST,
    port: env.LINCHPIN_PORT,
    seed: env.LINCHPIN_SEED,
    revealMinutes: env.LINCHPIN_REVEAL_MINUTES,
    pseudonymKey:
      env.LINCHPIN_PSEUDONYM_KEY ?? fileText('LINCHPIN_PSEUDONYM_KEY_FILE', env.LINCHPIN_PSEUDONYM_KEY_FILE),
    auditKey: env.LINCHPIN_AUDIT_KEY ?? fileText('LINCHPIN_AUDIT_KEY_FILE', env.LINCHPIN_AUDIT_KEY_FILE),
    auditKeepDays: env.LINCHPIN_AUDIT_KEEP_DAYS,
    auth: signInSettings(env),
    rules: operatorRules(env),
    service: serviceSettings(env),
    retentionFile: env.LINCHPIN_RETENTION_FILE && resolve(env.LINCHPIN_RETENTION_FILE),
    logLevel: env.LINCHPIN_LOG,
  };
}

/** Passwords that come with the server, its images and its tutorials. */
const isWellKnown = (password: string): boolean =>
  password.length < 12 || /^(neo4j|password|changeme|letmein|linchpin|secret)+[\d!]*$/i.test(password);
