export function faultsOf(lock: object, manifest: object): readonly string[];
