import { describe, expect, it } from 'vitest';
import { fieldsOf, holds, tollOf } from '$/lib/tolls';
import type { Count, Toll } from '$/api/records';

const BEFORE: Toll<Count> = {
  killed: { low: 200, best: 200, high: null, text: 'Au moins 200', qualifier: 'at_least', side: 'civilians' },
  wounded: { low: null, best: null, high: null, text: 'several', qualifier: 'vague' },
};
const typed = (low: string, best: string, high: string, text = '') => ({ low, best, high, text });

describe('tolls', () => {
  it('are as they were where nothing is typed', () => {
    expect(tollOf(fieldsOf(BEFORE), BEFORE)).toEqual(BEFORE);
    expect(tollOf(fieldsOf(null), null)).toBeNull();
  });
  it('have the qualifier that their bounds say, and keep whose they are', () => {
    const of = (low: string, best: string, high: string) =>
      tollOf({ ...fieldsOf(BEFORE), killed: typed(low, best, high, 'x') }, BEFORE)?.killed;
    expect(of('3', '3', '3')).toEqual({ low: 3, best: 3, high: 3, text: 'x', qualifier: 'exact', side: 'civilians' });
    expect(of('3', '3', '')?.qualifier).toBe('at_least');
    expect(of('', '3', '3')?.qualifier).toBe('at_most');
    expect(of('', ' 3 ', '')).toMatchObject({ low: null, best: 3, high: null, qualifier: 'about' });
    expect(of('2', '', '5')?.qualifier).toBe('range');
    expect(of('', '', '')).toBeUndefined();
  });
  it('go when the last number goes', () => {
    const none = Object.fromEntries(Object.keys(fieldsOf(null)).map((kind) => [kind, typed('', '', '')]));
    expect(tollOf(none as ReturnType<typeof fieldsOf>, BEFORE)).toBeNull();
  });
  it('hold where numbers are whole and in their order', () => {
    expect([typed('', '', ''), typed('0', '', '5'), typed('1', '1', '1')].map(holds)).toEqual([true, true, true]);
    expect([typed('5', '3', ''), typed('5', '', '3'), typed('-1', '', ''), typed('1.5', '', ''), typed('many', '', '')].some(holds)).toBe(
      false,
    );
  });
});
