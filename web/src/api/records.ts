// The records of docs/formats.md and the answers of docs/api.md, as far as the page reads them. Offsets are Unicode scalar values.

export type CharSpan = [number, number];
export type Quads = [number, number, number, number];
export type Quad = 1 | 2 | 3 | 4;

export const CATEGORIES = [
  'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
  'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT',
] as const;
export type Category = (typeof CATEGORIES)[number];

const QUAD_OF: Record<Category, Quad> = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3,
  ACCUSE: 3, REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};
export const quadOf = (category: Category): Quad => QUAD_OF[category];

export interface Side { id: string; name: string }
export interface Estimate { value: number; low: number; high: number }

export interface Report {
  id: string;
  title?: string;
  published: string | null;
  url?: string;
  source?: string;
  author?: string;
  language: string;
  language_confidence: number;
  credits?: string[];
  text: string;
}

export interface Party {
  text: string;
  span: CharSpan | null;
  entity: string | null;
  name: string | null;
  country: string | null;
  sector: string | null;
  sectors?: string[];
  refers_to?: string;
  confidence: number;
}

/** PLOVER's sectors. */
export const SECTORS = [
  'GOV', 'MIL', 'COP', 'JUD', 'LEG', 'PRM', 'PTY', 'REB', 'SPY', 'UAF', 'UNK', 'AGR', 'BUS', 'CRM', 'CVL', 'EDU', 'ELI', 'JRN', 'LAB', 'MED', 'REF',
  'OPP', 'PRE', 'REL', 'SOC',
] as const;
export type Sector = (typeof SECTORS)[number];

export interface Status {
  polarity: 'affirmed' | 'negated';
  tense: 'past' | 'present' | 'future' | 'historical';
  certainty: 'asserted' | 'possible' | 'hypothetical';
}

export interface When {
  edtf: string;
  start: string | null;
  end: string | null;
  granularity: string;
  type: string;
  basis: string;
}

export interface Where {
  name: string;
  id: string | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: number;
  basis: string;
}

export interface Range { low: number | null; best: number | null; high: number | null }
export interface Count extends Range { text: string; qualifier: string; side?: string }
export interface Figure extends Range { claim: string; speaker?: string; side?: string; text: string }
export interface EventCount extends Range { figures: Figure[] }

export const TOLLS = ['killed', 'wounded', 'captured', 'missing', 'displaced'] as const;
export type TollKind = (typeof TOLLS)[number];
export type Toll<C> = Partial<Record<TollKind, C>>;

export interface ThirdParty { role: string; entity: string; between: string[] }
export interface Evidence { span: CharSpan; trigger: CharSpan; text: string }

interface Coded {
  id: string;
  event: Category;
  mode: string[];
  context: string[];
  quad: Quad;
  score: number;
  cameo: string | null;
  third_parties: ThirdParty[];
  status: Status;
  when: When | null;
  where: Where | null;
  confidence: number;
}

export interface Claim extends Coded {
  report: string;
  actors: Party[];
  recipients: Party[];
  speaker: Party | null;
  toll: Toll<Count> | null;
  evidence: Evidence[];
  status_confidence?: number;
}

/** A claim with what is known of its report and of the event it tells of. */
export interface StoredClaim extends Claim {
  reviewed?: Claim;
  in_event: string | null;
  published: string | null;
  language: string;
  source: string | null;
  url: string | null;
  title: string | null;
}

export interface EventParty {
  entity: string | null;
  name: string;
  country: string | null;
  sector: string | null;
  confidence: number;
  claims: number;
}

export interface Disagreement { field: string; values: { value: string; claims: string[] }[] }

export interface Event extends Coded {
  actors: EventParty[];
  recipients: EventParty[];
  toll: Toll<EventCount> | null;
  denials?: string[];
  disagreements?: Disagreement[];
  sources: number;
  reports: number;
  languages: string[];
  first: string | null;
  last: string | null;
  claims: string[];
  stale?: boolean;
}

export interface Reasons { with?: string; score?: number; because?: string[]; reviewed_with?: string[] }
export interface Member { claim: StoredClaim; reasons: Reasons; denies: boolean }
/** The record of a data set that an imported event comes from. */
export interface DatasetRecord { dataset: string; id: string; url: string | null; publisher: string | null; mentions: number | null; root: boolean }
/** A data set that was imported. */
export interface Dataset { label: string; format: string; events: number; first_day: string | null; last_day: string | null; loading: boolean }
export interface EventAccount { event: Event; stale: boolean; record?: DatasetRecord; members: Member[] }
export interface ReportAccount { report: Report; claims: StoredClaim[] }

export interface Rows<T> { rows: T[] }
export interface Page<T> { rows: T[]; next: string | null }

export interface ReportRow {
  id: string;
  title: string | null;
  published: string | null;
  source: string | null;
  language: string;
  url: string | null;
  claims: number;
  copy_of?: string | null;
}

export interface Found {
  reports: { id: string; title: string | null; published: string | null; source: string | null; language: string; snippet: Piece[] }[];
  who: Who[];
  places: { id: string; name: string; country: string | null; lat: number | null; lon: number | null; events?: number }[];
}
export interface Piece { text: string; hit: boolean }
export interface Who {
  id: string;
  name: string;
  kind: string;
  entity: string | null;
  country: string | null;
  sector: string | null;
  events?: number;
}

export interface Cell {
  lat: number;
  lon: number;
  events: number;
  killed: number | null;
  quads: Quads;
  /** Events of which only the country is known: their point is its middle. */
  coarse?: number;
  event: string | null;
}
export interface MapAnswer { cells: Cell[]; total: number; placed: number }

export const STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];
export interface Bar { start: string; end: string; events: number; quads: Quads; killed?: number | null }
export interface Timeline { step: Step; periods: Bar[]; undated: number }

export interface DyadRow { dyad: [Side, Side]; events: number; first: string; last: string; level: Estimate | number | null }

export type Course = 'closer' | 'further apart' | 'unchanged' | 'not enough evidence';
export interface Answer {
  course: Course;
  difference: Estimate | null;
  before: [string, string] | null;
  now: [string, string] | null;
  reason: Reason;
  because: string;
}
/** Why an answer is what it is; two numbers of events are those before and now. */
export type Reason =
  | { kind: 'nothing' }
  | { kind: 'silence'; since: string; events: number }
  | { kind: 'too_few'; events: number; weeks: number }
  | { kind: 'quarter' | 'resumed' | 'third'; events: [number, number] }
  | { kind: 'shift'; p: number; before: number; after: number; events: [number, number] };
export const APART = ['historical', 'future', 'hypothetical', 'negated', 'undated'] as const;
export type Apart = Record<(typeof APART)[number], number>;
export interface Period extends Bar {
  weight: number;
  categories: Partial<Record<Category, number>>;
  mean: number | null;
  level: Estimate;
  apart: Apart;
}
export interface Shift {
  at: string;
  interval: [string, string];
  before: number;
  after: number;
  size: Estimate;
  p: number;
  drivers: { event: string; share: number }[];
}
/** Days on which nothing passed, for longer than chance explains. */
export interface Silence { from: string; to: string; p: number }
export interface ThirdPartyRole {
  who: Side;
  role: string;
  toward: string | null;
  first: string;
  last: string;
  weight: number;
  events: string[];
}
export interface Relation {
  dyad: [Side, Side];
  from: string;
  to: string;
  step: Step;
  answer: Answer;
  periods: Period[];
  shifts: Shift[];
  silences: Silence[];
  third_parties: ThirdPartyRole[];
}
export interface Realignment { of: Side; away: Side; toward: Side; weakened: Shift; strengthened: Shift; days_between: number }

export type Sign = -1 | 0 | 1;
export interface NetworkMember extends Side { bloc: number | null; weight: number }
export interface Tie { between: [string, string]; events: number; weight: number; level: Estimate; sign: Sign }
export interface Triad { members: [string, string, string]; signs: [Sign, Sign, Sign]; balanced: boolean }
export interface Network { from: string; to: string; members: NetworkMember[]; ties: Tie[]; triads: Triad[]; balance: number | null }

export interface Source {
  number: number;
  event: string;
  claim: string;
  report: string;
  published: string | null;
  language: string | null;
  publisher: string | null;
  url: string | null;
  title: string | null;
  span: CharSpan;
  text: string;
  /** A part of a longer sentence. */
  cut?: boolean;
  /** Id of the record of a data set: no sentence was read. */
  record?: string;
}
export interface Brief {
  dyad: [Side, Side];
  with?: Side;
  from: string;
  to: string;
  language: string;
  title: string;
  sections: { kind: string; heading: string; sentences: { text: string; evidence: number[] }[] }[];
  evidence: Source[];
}

/** What a rule was asked to tell of, as it was when it fired. */
interface Fired {
  id: string;
  rule: string;
  at: string;
  sentence: string;
  sources: number;
  evidence: Source[];
  deliveries: Delivery[];
}
export type Alert = Fired & ({ event: Event; shift?: undefined } | { shift: Shift & { dyad: [Side, Side]; course: Course }; event?: undefined });
/** Where an alert went. With neither `delivered_at` nor `next_at` it was given up. */
export interface Delivery {
  target: string;
  attempts: number;
  delivered_at: string | null;
  next_at: string | null;
  fault: string | null;
}

export interface Pair { score: number; reasons: string[]; claims: [StoredClaim, StoredClaim] }
export interface Review {
  nr: number;
  at: string;
  author: string;
  kind: ReviewKind;
  note?: string;
  undone_by: number | null;
  claims: (string | null)[];
  fields?: Record<string, unknown>;
  review?: number;
}
export type ReviewKind = 'merge' | 'split' | 'correct' | 'false' | 'accept' | 'undo';
export type Judgement =
  | { kind: 'merge' | 'split' | 'accept'; claims: string[]; note?: string }
  | { kind: 'split'; parts: string[][]; note?: string }
  | { kind: 'correct'; claim: string; fields: Record<string, unknown>; note?: string }
  | { kind: 'false'; claim: string; note?: string }
  | { kind: 'undo'; review: number; note?: string };

export interface StoreStatus {
  program: string;
  version: string;
  public: boolean;
  counts: { reports: number; copies: number; claims: number; events: number; rejects: number; reviews: number };
  first: string | null;
  last: string | null;
  rights: Right[];
  /** Who judges, as judgements will name them. */
  caller?: string | null;
}
export type Right = 'read' | 'review' | 'admin';
