import type { Random } from './Random.ts';

interface Origin {
  readonly share: number;
  readonly ethnicity: string;
  readonly male: readonly string[];
  readonly female: readonly string[];
  readonly family: readonly string[];
}

const origin = (share: number, ethnicity: string, male: string, female: string, family: string): Origin => ({
  share,
  ethnicity,
  male: male.split(' '),
  female: female.split(' '),
  family: family.split(' '),
});

/** Common names of London's larger communities; shares roughly as in the census of 2021. Nobody real is meant. */
const ORIGINS: readonly Origin[] = [
  origin(
    37,
    'White British',
    'James Daniel Thomas Jack Ryan Lee Mark Paul Stephen Kevin Darren Craig Scott Luke Adam Matthew Gary Ben Joe Harry George Liam Connor Callum',
    'Emma Sarah Laura Rebecca Charlotte Hannah Amy Sophie Kelly Claire Jessica Lucy Katie Gemma Stacey Chloe Megan Olivia Grace Ellie',
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Turner Hill Cooper Ward Harris Baker Carter Mitchell Palmer Barnes Knight Bennett',
  ),
  origin(
    9,
    'Black African',
    'Emmanuel Samuel Oluwaseun Kwame Kofi Chinedu Tunde Abdi Yaw Ifeanyi Femi Babatunde Kwabena Emeka Segun',
    'Grace Blessing Ngozi Abena Folake Adaeze Efua Yetunde Akosua Chioma Funmilayo Amina Esther Ruth',
    'Okafor Mensah Adeyemi Boateng Owusu Ibrahim Okonkwo Asante Balogun Eze Osei Adebayo Appiah Nwosu Oladele Addo Afolabi',
  ),
  origin(
    5,
    'Black Caribbean',
    'Jermaine Leroy Tyrone Marlon Andre Dwayne Kemar Curtis Romario Delroy Nathaniel Jerome',
    'Shanice Keisha Tanya Marcia Simone Chantelle Latoya Yvonne Natasha Jade Monique Sherelle',
    'Campbell Grant Morgan Francis Bailey Gordon Reid Henry Stewart Thomas Lewis Powell Blake Douglas Palmer',
  ),
  origin(
    7,
    'Indian',
    'Rajesh Amit Sanjay Arjun Vikram Rohan Nikhil Harpreet Gurpreet Jaspal Kiran Anil',
    'Priya Anjali Neha Pooja Harpreet Simran Kavita Deepa Meera Sunita Jasmin Nisha',
    'Patel Singh Shah Kaur Sharma Mehta Gill Desai Dhillon Kumar Joshi Rao Sandhu Chauhan',
  ),
  origin(
    4,
    'Pakistani',
    'Mohammed Imran Asif Bilal Usman Hamza Tariq Faisal Kashif Zubair Adnan Waqas',
    'Ayesha Fatima Saima Zainab Nadia Sadia Rabia Hina Maryam Sana Iqra Bushra',
    'Khan Hussain Ahmed Malik Iqbal Akhtar Butt Mahmood Chaudhry Mirza Raja Qureshi',
  ),
  origin(
    4,
    'Bangladeshi',
    'Mohammed Rahim Kamal Shafiq Jubayer Tanvir Abdul Nazmul Rezaul Mizanur Sohel',
    'Nasima Rukshana Shahana Farzana Taslima Sultana Rehana Monira Ruma Salma',
    'Rahman Uddin Begum Miah Islam Hossain Choudhury Alam Haque Khatun Ali',
  ),
  origin(
    9,
    'White Other',
    'Piotr Tomasz Krzysztof Andrei Ionut Mihai Marco Luca Dimitri Joao Carlos Pablo Mateusz Vasile',
    'Anna Katarzyna Agnieszka Maria Elena Ioana Giulia Sofia Ana Magdalena Ines Beata',
    'Kowalski Nowak Wisniewski Popescu Ionescu Rossi Silva Santos Garcia Papadopoulos Ferreira Lewandowski Dumitru',
  ),
  origin(
    3,
    'White Irish',
    'Patrick Sean Declan Ciaran Brendan Conor Eoin Niall',
    'Siobhan Aoife Niamh Bridget Orla Sinead Roisin',
    'Murphy Kelly OSullivan Walsh Byrne Ryan OConnor Doyle McCarthy Gallagher',
  ),
  origin(
    4,
    'Arab',
    'Ahmed Omar Youssef Karim Hassan Mustafa Bilal Khalid',
    'Leila Yasmin Noor Hanan Rania Salma Huda',
    'Hassan Ali Mahmoud Saleh Haddad Mansour Nasser Khalil Abdullah',
  ),
  origin(
    3,
    'Turkish',
    'Mehmet Mustafa Emre Burak Serkan Hakan Kemal',
    'Elif Zeynep Ayse Fatma Merve Ebru Selin',
    'Yilmaz Demir Kaya Celik Sahin Ozturk Aydin Arslan',
  ),
  origin(
    4,
    'Somali',
    'Abdirahman Mohamed Abdi Hassan Mahad Liban Yusuf',
    'Hodan Fadumo Halima Asha Sahra Ifrah',
    'Mohamed Abdi Warsame Farah Hussein Jama Ismail Osman',
  ),
  origin(
    3,
    'Chinese',
    'Wei Jun Ming Kai Hao Jason Kelvin',
    'Mei Li Xin Yan Ling Fiona Jia',
    'Chen Wang Li Zhang Liu Wong Chan Lam Lin',
  ),
  origin(
    8,
    'Mixed',
    'Jordan Tyler Marcus Leon Reece Kieran Aaron Dominic Joel Isaac',
    'Jasmine Leah Naomi Amber Tia Zara Ebony Maya Bianca Kayla',
    'Johnson Thompson James Bennett Allen Martin Anderson Lawrence Simpson Hamilton Daley Charles',
  ),
];
const WEIGHTED = ORIGINS.map((item) => [item, item.share] as const);

export interface Name {
  readonly given: string;
  readonly family: string;
  readonly ethnicity: string;
}

export function nameOf(random: Random, sex: 'F' | 'M'): Name {
  const { male, female, family, ethnicity } = random.weighted(WEIGHTED);
  // A second given name makes the same name rarer, as it does in life.
  const pool = sex === 'M' ? male : female;
  const first = random.pick(pool);
  const second = random.chance(0.45) ? random.pick(pool) : first;
  return { given: second === first ? first : `${first} ${second}`, family: random.pick(family), ethnicity };
}

const NICKNAMES = [
  'Smiler',
  'Ghost',
  'Tiny',
  'Bigs',
  'Dee',
  'Jay',
  'Slim',
  'Max',
  'Red',
  'Ace',
  'Blue',
  'Moz',
];

export function aliasOf(random: Random, { given, family }: Name): string {
  return random.weighted([
    [random.pick(NICKNAMES), 2],
    [`${given.slice(0, 3)} ${family}`, 1],
    [typo(random, `${given} ${family}`), 1],
  ] as const);
}

/** A name as somebody misheard or mistyped it: one letter doubled, dropped, exchanged or replaced. */
export function typo(random: Random, text: string): string {
  const at = random.int(1, Math.max(1, text.length - 2));
  const [before, letter, after] = [text.slice(0, at), text[at] ?? '', text.slice(at + 1)];
  if (letter === ' ') return `${before}-${after}`;
  return random.pick([
    `${before}${letter}${letter}${after}`,
    `${before}${after}`,
    `${before}${random.pick([...'aeiourstln'])}${after}`,
  ]);
}
