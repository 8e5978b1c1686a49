import { issueDevelopmentToken } from '../access/index.ts';
import type { Register } from './deps.ts';
import { listOption } from './listOption.ts';

export const registerToken: Register = (program, { config, clock, out }) => {
  program
    .command('token')
    .description('a development token on stdout; refused when NODE_ENV=production')
    .requiredOption('--subject <name>', 'who the token is for')
    .requiredOption(
      '--roles <a,b>',
      'roles, such as analyst,supervisor; service makes it a machine',
      listOption,
    )
    .option('--clearance <level>', 'highest level that may be seen', 'OFFICIAL')
    .option('--compartments <a,b>', 'compartments held', listOption, [])
    .option('--teams <a,b>', 'teams', listOption, [])
    .option('--rank <rank>', 'police rank')
    .option('--hours <n>', 'how long it is valid', Number, 8)
    .action(async (options) => out(await issueDevelopmentToken(config, options, clock)));
};
