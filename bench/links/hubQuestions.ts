import { readFileSync } from 'node:fs';
import { APART, CROWD, crowdId, offenceId, rowId } from './crowdAtHubs.ts';
import { personId, phoneOf, placeId } from './makeNetwork.ts';

export interface HubQuestion {
  readonly name: string;
  readonly query: string;
  readonly variables: object;
}

const EVIDENCE = '{ source recordId from to stated }';
const HUBS = 'hubsNotExpanded { links node { id label } }';
const PATH = `cost length steps { kind from { id label } to { id label } evidence ${EVIDENCE} }`;
const THINGS = `kind users surprise thing { id label } evidenceOfA ${EVIDENCE} evidenceOfB ${EVIDENCE}`;

const PATHS = `query ($from: ID!, $to: ID!, $options: PathOptions) {
  paths(from: $from, to: $to, options: $options) { found reason truncated ${HUBS} paths { ${PATH} } }
}`;
const TO_LISTED = `query ($of: ID!, $options: PathOptions) {
  pathsToListed(personId: $of, programme: "vawg", options: $options) {
    found reason truncated ${HUBS} paths { rank person { id } path { cost length } }
  }
}`;
const SHARED = `query ($a: ID!, $b: ID!) { sharedThings(a: $a, b: $b) { reason strength things { ${THINGS} } } }`;
const ASSOCIATES = `query ($of: ID!) {
  associates(personId: $of, first: 200) { reason found people { strength person { id label } things { kind surprise } } }
}`;
const NEIGHBOURHOOD = `query ($id: ID!, $options: NeighbourhoodOptions) {
  neighbourhood(id: $id, options: $options) {
    reason notExpanded counts { kind total } ${linksWith('undatedLinks')} ${linksWith('links')}
    further { node { id label } counts { kind total } ${linksWith('links')} }
  }
}`;
const NETWORK = `query ($scope: NetworkScope!) {
  network(scope: $scope) {
    reason truncated people ties communitiesFound strongestTies(first: 200) { weight a { id label } b { id label } }
    communities(first: 20) { size memberIds } brokers { betweenness person { id label } }
  }
}`;
const DISRUPTION = `query ($scope: NetworkScope!) {
  disruption(scope: $scope, k: 50) { reason truncated people best { shareLeft people { id } } chance { mean } }
}`;
const HIDDEN = `query ($programme: ID, $ids: [ID!]) {
  hiddenLinks(programme: $programme, personIds: $ids, first: 50) {
    reason listed within { sharing ties { p a { id } b { id } things { ${THINGS} } } }
    outOf { sharing ties { p a { id } b { id } } }
    connectors { found people { reaches person { id } } }
    chains { reason chains { p path { ${PATH} } } }
    victims { reason found }
  }
}`;
const LIKELY = `query ($of: ID!) {
  likelyAssociates(personId: $of, first: 200) { reason found people { score person { id } through { adds node { id } } } }
}`;
const CANDIDATES = `query ($id: ID!) {
  seriesCandidates(offenceId: $id, first: 200) { reason compared candidates { probability offence { id } reasonsFor { words } } }
}`;
const SERIES =
  'query { series(programme: "vawg", first: 200) { reason offences series { id offences { id } } } }';
const NEAR_REPEATS = `query ($place: ID!) {
  nearRepeats(programme: "vawg", locationId: $place) { reason bands { recent { id } } }
}`;
const example = (name: string) =>
  readFileSync(new URL(`../../examples/${name}.graphql`, import.meta.url), 'utf8');

function linksWith(name: string): string {
  return `${name} { id kind from { id label } to { id label } evidence ${EVIDENCE} }`;
}

/** Ends of a path by what they are at the hubs. */
const phone = (nth: number) => {
  const { kind, value } = phoneOf(nth);
  return `${kind}:${value}`;
};

/** Every query of connections, with the worst that it may be asked: of a network of so many persons with its crowd. */
export function hubQuestions(persons: number): readonly HubQuestion[] {
  const riot = offenceId(Math.round(persons * 0.1) + 1_140);
  const ends = {
    'hub to hub': [phone(0), placeId(0)],
    'hub to a person': [phone(0), personId(persons >> 1)],
    'two of the crowd': [crowdId(1), crowdId(CROWD - 2)],
    'two persons': [personId(persons >> 1), personId(persons - 7)],
    'offence of the crowd to a small phone': [riot, phone(persons)],
    'far apart': [rowId(6), personId(persons - 7)],
    'too far apart': [rowId(3), personId(persons - 7)],
    'one path alone': [rowId(0), rowId(11)],
    'no path': [APART[0], crowdId(1)],
  } as const;
  const ways = {
    'plain, 1': { weighted: false, alternatives: 1, maxLength: 12 },
    'plain, hubs, 10': { weighted: false, alternatives: 10, maxLength: 12, includeHubs: true },
    'plain, hubs, 100': { weighted: false, alternatives: 100, maxLength: 12, includeHubs: true },
    'plain, hubs, 100, length 3': { weighted: false, alternatives: 100, maxLength: 3, includeHubs: true },
    'plain, 100': { weighted: false, alternatives: 100, maxLength: 12 },
    'weighted, 1': { alternatives: 1, maxLength: 12 },
    'weighted, 100': { alternatives: 100, maxLength: 12 },
    'weighted, hubs, 100': { alternatives: 100, maxLength: 12, includeHubs: true },
    'weighted, hubs, 100, length 4': { alternatives: 100, maxLength: 4, includeHubs: true },
    'victims as pseudonyms, hubs, 100': {
      ...{ alternatives: 100, maxLength: 12, includeHubs: true, victims: 'PSEUDONYMS' },
    },
    'victims joined, hubs, 100': { alternatives: 100, maxLength: 12, includeHubs: true, victims: 'JOINED' },
    'dated, hubs, 100': {
      ...{ alternatives: 100, maxLength: 12, includeHubs: true, from: '2023-01-01', to: '2023-01-31' },
    },
    'ties alone, 100': { alternatives: 100, maxLength: 12, kinds: ['TIED_TO'] },
  } as const;
  const questions: HubQuestion[] = [];
  const ask = (name: string, query: string, variables: object = {}) =>
    questions.push({ name, query, variables });
  for (const [end, [from, to]] of Object.entries(ends))
    for (const [way, options] of Object.entries(ways))
      ask(`paths, ${end}; ${way}`, PATHS, { from, to, options });
  for (const [who, of] of Object.entries({ 'one of the crowd': crowdId(7), 'end of the row': rowId(0) }))
    for (const way of ['plain, hubs, 10', 'weighted, 1', 'weighted, hubs, 100', 'dated, hubs, 100'] as const)
      ask(`pathsToListed, ${who}; ${way}`, TO_LISTED, { of, options: ways[way] });
  ask('sharedThings, two of the crowd', SHARED, { a: crowdId(1), b: crowdId(6) });
  const people = { 'one of the crowd': crowdId(7), 'a person': personId(persons >> 1) };
  for (const [who, of] of Object.entries(people)) {
    ask(`associates, ${who}`, ASSOCIATES, { of });
    ask(`likelyAssociates, ${who}`, LIKELY, { of });
    ask(`dossier, ${who}`, example('dossier'), { personId: of });
  }
  const things = {
    'the largest phone': phone(0),
    'the largest place': placeId(0),
    'the largest offence': riot,
  };
  for (const [what, id] of Object.entries({ ...things, ...people }))
    for (const [how, options] of Object.entries({
      'depth 2': { depth: 2, perKind: 200 },
      'depth 2 on a day': { depth: 2, perKind: 200, at: '2023-01-31', victims: 'PSEUDONYMS' },
    }))
      ask(`neighbourhood, ${what}; ${how}`, NEIGHBOURHOOD, { id, options });
  const crowd = (number: number) => Array.from({ length: number }, (_, nth) => crowdId(nth));
  const scopes = {
    everybody: {},
    'the programme, reach 2': { programme: 'vawg', reach: 2 },
    '1,000 of the crowd, reach 0': { personIds: crowd(1_000), reach: 0 },
    '1,000 of the crowd, reach 2': { personIds: crowd(1_000), reach: 2 },
    'a borough, reach 2': { area: 'Borough 1', reach: 2 },
    'everybody in a month': { from: '2023-01-01', to: '2023-01-31' },
  };
  for (const projection of ['CO_OFFENDING', 'CONTACT'])
    for (const [what, where] of Object.entries(scopes)) {
      const scope = { ...where, projection };
      ask(`network ${projection}, ${what}`, NETWORK, { scope });
      ask(`network ${projection}, ${what}, validated`, NETWORK, { scope: { ...scope, validatedOnly: true } });
      ask(`disruption ${projection}, ${what}`, DISRUPTION, { scope });
    }
  ask('hiddenLinks, the programme', HIDDEN, { programme: 'vawg' });
  ask('hiddenLinks, 200 of the crowd', HIDDEN, { ids: crowd(200) });
  ask('openThreads', example('open-threads'));
  ask('seriesCandidates, of the crowd', CANDIDATES, { id: offenceId(Math.round(persons * 0.1)) });
  ask('seriesCandidates, the largest offence', CANDIDATES, { id: riot });
  ask('series', SERIES);
  ask('nearRepeats', NEAR_REPEATS, { place: placeId(0) });
  return questions;
}
