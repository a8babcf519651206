// In: a query string. Out: which events or claims are meant, and back. Always: what the page cannot read it leaves out; the order of writing is
// fixed, so that one state has one address.

import { CATEGORIES, type Category, type Quad } from '$/api/records';

export const STATUSES = [
  'affirmed', 'negated', 'past', 'present', 'future', 'historical', 'asserted', 'possible', 'hypothetical',
] as const;
export type StatusWord = (typeof STATUSES)[number];

export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'pt', 'ru', 'tr', 'uk'] as const;

/** The filters of docs/api.md. */
export interface Filters {
  actor?: string;
  recipient?: string;
  party?: string;
  dyad?: [string, string];
  category?: Category[];
  quad?: Quad[];
  status?: StatusWord[];
  place?: string;
  from?: string;
  to?: string;
  language?: string;
  text?: string;
  confidence?: number;
  sources?: number;
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
export const isDate = (text: string) => DATE.test(text);

const list = (text: string | null) => (text ?? '').split(',').map((one) => one.trim()).filter(Boolean);
const word = (text: string | null) => text?.trim() || undefined;
const date = (text: string | null) => (text && isDate(text.trim()) ? text.trim() : undefined);
const among = <T extends string>(all: readonly T[], text: string | null): T[] | undefined => {
  const asked = list(text);
  const found = all.filter((one) => asked.some((a) => a.toLowerCase() === one.toLowerCase()));
  return found.length ? found : undefined;
};
const number = (text: string | null, low: number, high: number) => {
  const value = text ? Number(text) : NaN;
  return value >= low && value <= high ? value : undefined;
};

export function readFilters(query: URLSearchParams): Filters {
  const dyad = list(query.get('dyad'));
  const quads = ([1, 2, 3, 4] as const).filter((quad) => list(query.get('quad')).includes(String(quad)));
  const language = query.get('language');
  return compact({
    actor: word(query.get('actor')),
    recipient: word(query.get('recipient')),
    party: word(query.get('party')),
    dyad: dyad.length === 2 ? (dyad as [string, string]) : undefined,
    category: among(CATEGORIES, query.get('category')),
    quad: quads.length ? quads : undefined,
    status: among(STATUSES, query.get('status')),
    place: word(query.get('place')),
    from: date(query.get('from')),
    to: date(query.get('to')),
    language: LANGUAGES.find((code) => code === language),
    text: word(query.get('text')),
    confidence: number(query.get('confidence'), 0, 1),
    sources: number(query.get('sources'), 1, 1000),
  });
}

/** The same filters as parameters, for the address of the page and for the server. */
export function writeFilters(filters: Filters): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(compact(filters))) {
    parameters[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return parameters;
}

/** Without what is not set, in the order of the declaration. */
function compact(filters: Filters): Filters {
  const order: (keyof Filters)[] = [
    'actor', 'recipient', 'party', 'dyad', 'category', 'quad', 'status', 'place', 'from', 'to', 'language', 'text', 'confidence', 'sources',
  ];
  return Object.fromEntries(
    order.flatMap((name) => {
      const value = filters[name];
      const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
      return empty ? [] : [[name, value]];
    }),
  );
}
