import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Caller } from './Caller.ts';
import { clearanceOf, seenBy } from './markings/visibleMarkings.ts';

/** A caller as far as their own clearance reaches: a break-glass lets see, it does not let change what is seen. */
export function withOwnSight<T extends Pick<Caller, 'clearance' | 'compartments' | 'visible'>>(caller: T): T {
  return { ...caller, visible: seenBy(clearanceOf(caller), caller.visible) };
}

/** @throws LinchpinError FORBIDDEN to a machine: some decisions are made by a person who answers for them */
export function requirePerson({ machine }: Pick<Caller, 'machine'>, what: string): void {
  if (machine === true)
    throw new LinchpinError('FORBIDDEN', `${what} is for a person who answers for it, not for a machine.`);
}
