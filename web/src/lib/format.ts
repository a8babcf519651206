// In: numbers, dates and names of records. Out: how a language writes them. Always: dates are days without a clock or a zone; a moment is told in UTC.

import states from '@assets/states.json';
import type { Count, EventCount, EventParty, Party, Range, Step, When } from '$/api/records';
import type { Words } from '$/words/en';

export type Locale = 'en' | 'fr';
/** English as most of the world's desks write dates: 19 September 2023. */
const TAG: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
const NAMES = states as unknown as Record<string, [string, string]>;
/** PLOVER's own codes of those that are no state. */
const BEYOND: Record<string, [string, string]> = {
  UNO: ['United Nations', 'Nations unies'],
  EUR: ['European Union', 'Union européenne'],
  IGO: ['Intergovernmental organisation', 'Organisation intergouvernementale'],
  NGO: ['Non-governmental organisation', 'Organisation non gouvernementale'],
  ISM: ['Social movement', 'Mouvement social'],
  IMG: ['Transnational armed group', 'Groupe armé transnational'],
  MNC: ['Multinational company', 'Multinationale'],
};
/** From the usual English name to the French one: parties come by their English name. */
const FRENCH = new Map([...Object.values(NAMES), ...Object.values(BEYOND)]);

/** The English name by which records call a state or one of PLOVER's own codes; `null` where there is none. */
export const englishName = (code: string | null): string | null => (code === null ? null : ((NAMES[code] ?? BEYOND[code])?.[0] ?? null));

const RIGHT_TO_LEFT = /\p{Script=Arabic}/u;
const DAY_MS = 86_400_000;

/** Midnight UTC of a day, month or year's first day. */
export function dayOf(date: string): number {
  const [year, month = 1, day = 1] = date.split('-').map(Number);
  // Years below 100 would be taken for the twentieth century's.
  const at = new Date(0);
  at.setUTCFullYear(year!, month - 1, day);
  return at.getTime();
}
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const addDays = (date: string, days: number): string => isoDay(dayOf(date) + days * DAY_MS);
export const daysBetween = (a: string, b: string): number => Math.round((dayOf(b) - dayOf(a)) / DAY_MS);

export type Formats = ReturnType<typeof formats>;

export function formats(locale: Locale, words: Words) {
  const tag = TAG[locale];
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  const one = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' });
  const signed = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  const day = dated({ day: 'numeric', month: 'long', year: 'numeric' });
  const dayShort = dated({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = dated({ month: 'long', year: 'numeric' });
  const monthShort = dated({ month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  const thousandths = new Intl.NumberFormat(tag, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const languages = new Intl.DisplayNames(tag, { type: 'language' });
  /** A real minus, as wide as a plus. */
  const minus = (text: string) => text.replace('-', '−');

  /** EDTF level 0: as exact as it is written. */
  function date(text: string | null | undefined, brief = false): string {
    if (!text) return words.unknown;
    const parts = text.split('-').length;
    const at = dayOf(text);
    if (Number.isNaN(at)) return text;
    if (parts === 1) return text;
    if (parts === 2) return (brief ? monthShort : month).format(at);
    const told = (brief ? dayShort : day).format(at);
    return locale === 'fr' ? told.replace(/^1 /, '1er ') : told;
  }

  /** A moment of a record, to the minute. */
  function moment(text: string): string {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? text : `${date(text.slice(0, 10), true)}, ${clock.format(at)} UTC`;
  }

  /** From one day to another, said as shortly as it can be without a loss: a whole month or year by its name. */
  function stretch(from: string, to: string, brief = false): string {
    if (from === to) return date(from, brief);
    const [year, month_, first] = from.split('-');
    const next = addDays(to, 1);
    if (first === '01' && month_ === '01' && next === `${Number(year) + 1}-01-01`) return year!;
    if (first === '01' && next.endsWith('-01') && to.startsWith(`${year}-${month_}`)) return date(`${year}-${month_}`, brief);
    return words.asOf(date(from, brief), date(to, brief));
  }

  /** A period of a chart by its step. */
  function period(start: string, end: string, step: Step, brief = false): string {
    if (step === 'year') return start.slice(0, 4);
    if (step === 'month') return date(start.slice(0, 7), brief);
    if (step === 'quarter') return `${locale === 'fr' ? 'T' : 'Q'}${Math.ceil(Number(start.slice(5, 7)) / 3)} ${start.slice(0, 4)}`;
    return step === 'day' ? date(start, brief) : stretch(start, end, brief);
  }

  function when(told: When | null | undefined): string {
    if (!told) return words.unknown;
    if (!told.start && !told.end) return told.edtf || words.unknown;
    if (!told.start || !told.end) return date(told.start ?? told.end);
    return stretch(told.start, told.end);
  }

  /** A number of people with its bounds. */
  function range({ low, best, high }: Range): string {
    const n = (value: number) => whole.format(value);
    const bounds =
      low !== null && high !== null && low !== high
        ? words.range(n(low), n(high))
        : low !== null && high === null
          ? words.atLeast(n(low))
          : high !== null && low === null
            ? words.atMost(n(high))
            : '';
    if (best === null) return bounds || words.unknown;
    return bounds && !(low === best && high === null) ? `${n(best)} (${bounds})` : bounds || n(best);
  }

  /** The name of a state, or of a party that bears a state's name, in the page's language. */
  const name = (english: string) => (locale === 'fr' ? (FRENCH.get(english) ?? english) : english);
  const country = (code: string) => {
    const names = NAMES[code] ?? BEYOND[code];
    return names ? names[locale === 'fr' ? 1 : 0] : code;
  };
  /** Code and name of all states and of PLOVER's own codes, as the language sorts them. */
  const countries = (): [string, string][] =>
    Object.keys({ ...NAMES, ...BEYOND })
      .map((code): [string, string] => [code, country(code)])
      .sort(([, a], [, b]) => a.localeCompare(b, tag));
  /** A state by its code, which holds whatever it was called; anybody else by name. */
  const side = ({ id, name: english }: { id: string; name: string }) => (NAMES[id] || BEYOND[id] ? country(id) : name(english));
  const party = (one: Party | EventParty) => ('text' in one ? (one.name ? name(one.name) : one.text) : name(one.name));

  return {
    locale,
    whole: (value: number) => minus(whole.format(value)),
    short: (value: number) => short.format(value),
    score: (value: number) => minus(one.format(value)),
    change: (value: number) => minus(signed.format(value)),
    share: (value: number) => share.format(value),
    probability: (value: number) => (value >= 0.995 ? share.format(0.99) : share.format(value)),
    list: (items: readonly string[]) => list.format(items),
    languageName: (code: string) => languages.of(code) ?? code,
    /** The probability of what is told as no chance. */
    chance: (p: number) => (p < 0.001 ? `< ${thousandths.format(0.001)}` : thousandths.format(p)),
    date,
    moment,
    stretch,
    period,
    when,
    range,
    name,
    country,
    countries,
    side,
    party,
    /** Names in a script that runs from right to left stand each for themselves, so that the list keeps its order. */
    parties: (all: readonly (Party | EventParty)[]) =>
      list.format(all.map(party).map((one) => (RIGHT_TO_LEFT.test(one) ? isolated(one) : one))),
    /** A date or an interval of EDTF as the program compares them; an open end stays open. */
    interval: (edtf: string) =>
      edtf
        .split('/')
        .map((end) => (end === '..' ? '…' : date(end, true)))
        .join(' – '),
    toll: (count: Count | EventCount) => range(count),
  };
}

/** Keeps the direction of words from spreading to those beside them. */
export const isolated = (text: string) => `\u2068${text}\u2069`;

/** Languages that are written from right to left. */
export const direction = (language: string): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');
