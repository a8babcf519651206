import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, formats, isoDay } from '$/lib/format';
import { en } from '$/words/en';
import { fr } from '$/words/fr';

const EN = formats('en', en);
const FR = formats('fr', fr);
/** French groups digits with a narrow space. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

describe('numbers', () => {
  it('are grouped as the language does', () => {
    expect(EN.whole(1234567)).toBe('1,234,567');
    expect(plain(FR.whole(1234567))).toBe('1 234 567');
  });
  it('have a real minus and the language’s point', () => {
    expect(EN.score(-7)).toBe('−7.0');
    expect(FR.score(-7.25)).toBe('−7,3');
    expect(EN.change(2.44)).toBe('+2.4');
    expect(FR.change(2.44)).toBe('+2,4');
    expect(EN.change(0)).toBe('0.0');
  });
  it('never call a probability certain', () => {
    expect(EN.probability(0.999)).toBe('99%');
    expect(plain(FR.probability(0.5))).toBe('50 %');
  });
});

describe('dates', () => {
  it('are as exact as they are written', () => {
    expect(EN.date('2024-08-19')).toBe('19 August 2024');
    expect(EN.date('2024-08')).toBe('August 2024');
    expect(EN.date('2024')).toBe('2024');
    expect(FR.date('2024-08-19')).toBe('19 août 2024');
    expect(FR.date('2024-08-01')).toBe('1er août 2024');
    expect(FR.date('2024-08')).toBe('août 2024');
    expect(EN.date(null)).toBe('not told');
    expect(EN.date('unheard')).toBe('unheard');
  });
  it('do not move with the reader’s zone', () => {
    expect(EN.date('2024-01-01', true)).toBe('1 Jan 2024');
    expect(isoDay(dayOf('2024-03-31'))).toBe('2024-03-31');
  });
  it('name whole months and years', () => {
    expect(EN.stretch('2024-02-01', '2024-02-29')).toBe('February 2024');
    expect(EN.stretch('2023-02-01', '2023-02-28')).toBe('February 2023');
    expect(EN.stretch('2023-01-01', '2023-12-31')).toBe('2023');
    expect(EN.stretch('2023-01-01', '2024-12-31')).toBe('1 January 2023 to 31 December 2024');
    expect(FR.stretch('2023-01-01', '2024-12-31')).toBe('1er janvier 2023 – 31 décembre 2024');
    expect(EN.stretch('2023-05-05', '2023-05-05')).toBe('5 May 2023');
  });
  it('name periods by their step', () => {
    expect(EN.period('2023-10-01', '2023-12-31', 'quarter')).toBe('Q4 2023');
    expect(FR.period('2023-04-01', '2023-06-30', 'quarter')).toBe('T2 2023');
    expect(EN.period('2023-01-01', '2023-12-31', 'year')).toBe('2023');
    expect(EN.period('2023-01-02', '2023-01-08', 'week', true)).toBe('2 Jan 2023 to 8 Jan 2023');
  });
  it('count days over leap years and early years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysBetween('2023-12-31', '2024-03-01')).toBe(61);
    expect(isoDay(dayOf('0050-01-01'))).toBe('0050-01-01');
  });
});

describe('tolls', () => {
  it('show best and bounds', () => {
    expect(EN.range({ low: 25, best: 187, high: 400 })).toBe('187 (25 to 400)');
    expect(EN.range({ low: 200, best: 200, high: null })).toBe('at least 200');
    expect(EN.range({ low: null, best: null, high: 12 })).toBe('at most 12');
    expect(EN.range({ low: 5, best: 5, high: 5 })).toBe('5');
    expect(EN.range({ low: 1000, best: null, high: 2000 })).toBe('1,000 to 2,000');
    expect(EN.range({ low: null, best: null, high: null })).toBe('not told');
    expect(plain(FR.range({ low: 1000, best: 1500, high: 2000 }))).toBe('1 500 (1 000 à 2 000)');
  });
});

describe('names', () => {
  it('of states follow the page’s language', () => {
    expect(FR.name('Armenia')).toBe('Arménie');
    expect(EN.name('Armenia')).toBe('Armenia');
    expect(FR.country('DEU')).toBe('Allemagne');
    expect(FR.country('UNO')).toBe('Nations unies');
    expect(FR.name('Ministry of Defence')).toBe('Ministry of Defence');
    expect(EN.country('Q12')).toBe('Q12');
  });
});

describe('words', () => {
  const empty = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' && !value && key !== ''
        ? [key]
        : value && typeof value === 'object' && !Array.isArray(value)
          ? empty(value)
          : [],
    );
  it('are there in both languages', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    expect(empty(fr)).toEqual([]);
    expect(empty(en)).toEqual([]);
  });
  it('know one and many', () => {
    expect(en.events(1, '1')).toBe('1 event');
    expect(en.events(0, '0')).toBe('0 events');
    expect(fr.events(0, '0')).toBe('0 événement');
    expect(fr.events(2, '2')).toBe('2 événements');
  });
});
