import type { Random } from './Random.ts';

/** A kind of offence in the mix, with its days under `cchi-public` (src/harm/tables; a test compares them). */
export interface Kind {
  readonly code: string;
  readonly title: string;
  readonly days: number;
  /** Share of the year's reports (issue of the seed; normalised). */
  readonly share: number;
  readonly sexual?: boolean;
}

const kind = (code: string, title: string, days: number, share: number, sexual = false): Kind => ({
  code,
  title,
  days,
  share,
  sexual,
});

export const MURDER = kind('001/01', 'Murder', 5475, 0);
export const ATTEMPTED_MURDER = kind('002/00', 'Attempted murder', 3285, 0);
export const COMMON_ASSAULT = kind('105/01', 'Common assault and battery', 10, 0.36);
export const ABH = kind('008/06', 'Assaults occasioning actual bodily harm', 182, 0.135);
export const HARASSMENT = kind('195/94', 'Harassment', 10, 0.11);
export const RAPE = kind('019/08', 'Rape of a female aged 16 or over', 2555, 0.06, true);
export const SEXUAL_ASSAULT = kind('020/05', 'Sexual assault on a female', 182.25, 0.06, true);
export const STRANGULATION = kind('008/77', 'Intentional strangulation', 365, 0.022);
export const GBH = kind('008/01', 'Wounding or inflicting grievous bodily harm', 1825, 0.013);
export const COERCION = kind('008/67', 'Controlling or coercive behaviour', 84, 0.017);
export const KIDNAP = kind('036/01', 'Kidnapping', 1460, 0.004);
export const ROBBERY = kind('034/01', 'Robbery', 365, 0.008);
const KINDS: readonly Kind[] = [
  COMMON_ASSAULT,
  ABH,
  HARASSMENT,
  RAPE,
  SEXUAL_ASSAULT,
  kind('195/41', 'Malicious communications', 10, 0.055),
  STRANGULATION,
  kind('195/12', 'Stalking', 10, 0.036),
  kind('008/66', 'Stalking involving serious alarm or distress', 252, 0.008),
  COERCION,
  kind('003/01', 'Threats to kill', 10, 0.026),
  kind('088/09', 'Exposure', 182.25, 0.016, true),
  GBH,
  kind('008/31', 'Breach of a restraining order', 10, 0.011),
  kind('005/01', 'Wounding with intent to do grievous bodily harm', 365, 0.009),
  ROBBERY,
  KIDNAP,
];
/** Worth a serious amount: rape, grievous wounding, kidnap. */
export const isSerious = ({ days }: Kind): boolean => days >= 1_000;

const MILD = KINDS.filter((item) => !isSerious(item));
const SERIOUS = KINDS.filter(isSerious);

/**
 * Draws a kind so that the mix of all reports is as stated, and lighter offences come from people with one report:
 * half of all suspects score eleven days or fewer.
 */
export function drawKind(random: Random, tier: 'single' | 'repeat' | 'serious'): Kind {
  const seriousShare = tier === 'single' ? 0.032 : tier === 'repeat' ? 0.02 : 0.27;
  if (random.chance(seriousShare)) return random.weighted(SERIOUS.map((item) => [item, item.share] as const));
  // Ten-day offences weigh more among single reports, less among the rest.
  const lean = tier === 'single' ? 1.6 : tier === 'repeat' ? 1 : 0.16;
  return random.weighted(MILD.map((item) => [item, item.share * (item.days === 10 ? lean : 1)] as const));
}

/** Offences outside the programme, so that programmes differ. */
export const OTHER_KINDS: readonly Kind[] = [
  kind('028/01', 'Burglary in a dwelling', 0, 3),
  kind('039', 'Theft from the person', 0, 3),
  kind('45', 'Theft from a vehicle', 0, 2),
  kind('58D', 'Other criminal damage', 0, 2),
  kind('92D', 'Trafficking in controlled drugs', 0, 1),
].map((item) => (item.code === '039' ? { ...item, code: '39' } : item));
