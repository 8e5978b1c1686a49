import { LONDON_SOURCE } from '../importing/importLondon.ts';

/** What analysts ask in a morning, by how often: people and offences, searches, the head of the league, a place. */
const QUESTIONS: readonly (readonly [times: number, query: string, variables: (nth: number) => object])[] = [
  [
    6,
    'query Person($id: ID!) { person(id: $id) { id names sex bornOn warnings asSuspect(first: 20) { edges { node { id title reportedOn } } } } }',
    (nth) => ({ id: idOf('P', nth) }),
  ],
  [
    6,
    'query Offence($id: ID!) { offence(id: $id) { id title reportedOn suspects { status person { id names } } victims { pseudonym sex ageBand } location { postcode } } }',
    (nth) => ({ id: idOf('O', nth) }),
  ],
  [
    3,
    'query Search($text: String!) { search(text: $text, first: 10) { edges { node { score matched node { id label } } } } }',
    (nth) => ({ text: NAMES[nth % NAMES.length] }),
  ],
  [
    4,
    'query Head { league(programme: "vawg", size: 20) { asOf entries { rank harmDays offences victims person { id names } } } }',
    () => ({}),
  ],
  [1, 'query Me { me { subject roles clearance } }', () => ({})],
];
const NAMES = ['Luke Mitchell', 'Smith', 'Mohammed Ali', 'Jones', 'Adam'];
/** Far enough apart that nothing is asked twice in a row, near enough that all exist. */
const STRIDE = 7_919;
const PEOPLE = 30_000;

const idOf = (letter: string, nth: number): string =>
  `${LONDON_SOURCE}:${letter}${1 + ((nth * STRIDE) % PEOPLE)}`;

/** Bodies of so many requests, the same every time. */
export function mixedBodies(number: number): readonly string[] {
  const deck = QUESTIONS.flatMap(([times, query, variables]) =>
    Array.from({ length: times }, () => ({ query, variables })),
  );
  return Array.from({ length: number }, (_, nth) => {
    // Neighbours of the deck are spread: 7 and its length have no common factor.
    const { query, variables } = deck[(nth * 7) % deck.length] ?? {
      query: '{ me { subject } }',
      variables: () => ({}),
    };
    return JSON.stringify({ query, variables: variables(nth) });
  });
}
