import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../src/config/index.ts';
import type { Figure } from './Figure.ts';
import { onChicago } from './onChicago.ts';
import { onCrimelinkage } from './onCrimelinkage.ts';
import { onLondons } from './onLondons.ts';
import { onMontagna } from './onMontagna.ts';
import { withBundle } from './withBundle.ts';

/** How well connections are found where the truth is known, each figure beside simpler methods. Reads the shared folder. */
export async function measureQuality(): Promise<readonly Figure[]> {
  const shared = resolve(projectRoot, process.env.LINCHPIN_SHARED?.trim() || '../shared');
  if (!existsSync(join(shared, 'README.md')))
    throw new Error(
      `${shared} is not there: put the shared folder beside the project, or set LINCHPIN_SHARED.`,
    );
  return [
    ...(await withBundle((bundle) => onCrimelinkage(shared, bundle))),
    ...(await onMontagna(shared)),
    ...(await onChicago(shared)),
    ...(await onLondons()),
  ];
}
