export const pomFile: string;
export function serverVersion(): string;
export function artifactsFolder(home: string): string;
export function artifactsAreComplete(home: string): boolean;
export function findJava(environment?: NodeJS.ProcessEnv): Promise<string | undefined>;
export function findMaven(environment?: NodeJS.ProcessEnv): Promise<string | undefined>;
export function findDocker(environment?: NodeJS.ProcessEnv): string | undefined;
export function dockerAnswers(environment?: NodeJS.ProcessEnv): Promise<boolean>;
export function missingForNeo4j(home: string, environment?: NodeJS.ProcessEnv): Promise<string | undefined>;
