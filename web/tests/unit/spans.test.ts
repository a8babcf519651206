import { describe, expect, it } from 'vitest';
import { Scalars, paragraphs, pieces } from '$/lib/spans';

// One scalar value each, but one or two units of UTF-16: letters beyond the first plane, a flag of two, a combining accent, Arabic, a lone surrogate.
const TEXT = 'a𝐁🇫🇷e\u0301 عر\ud800z';
const SCALARS = [...TEXT];

describe('Scalars', () => {
  it('counts scalar values, not units of UTF-16', () => {
    expect(new Scalars(TEXT).length).toBe(SCALARS.length);
    expect(SCALARS.length).toBe(11);
    expect(TEXT.length).toBe(14);
  });

  it('cuts every span as a list of scalar values does', () => {
    const scalars = new Scalars(TEXT);
    for (let start = 0; start <= SCALARS.length; start++) {
      for (let end = start; end <= SCALARS.length; end++) {
        expect(scalars.slice([start, end])).toBe(SCALARS.slice(start, end).join(''));
      }
    }
  });

  it('finds places in long texts, between the marks and at them', () => {
    const long = `${'𝐀b'.repeat(500)}end`;
    const list = [...long];
    const scalars = new Scalars(long);
    for (const at of [0, 1, 63, 64, 65, 127, 128, 500, 999, 1000, 1002]) expect(scalars.slice([at, at + 1])).toBe(list[at]);
  });

  it('stays inside the text', () => {
    const scalars = new Scalars('ab');
    expect(scalars.slice([1, 99])).toBe('b');
    expect(scalars.slice([50, 99])).toBe('');
    expect(scalars.slice([-3, 1])).toBe('a');
  });
});

describe('pieces', () => {
  const cut = (text: string, ...marks: [number, number, string][]) =>
    pieces(
      new Scalars(text),
      marks.map(([a, b, of]) => ({ span: [a, b], of })),
    ).map((p) => [p.text, p.marks.join('')]);

  it('keeps overlapping marks apart', () => {
    expect(cut('abcdef', [0, 4, 'x'], [2, 6, 'y'])).toEqual([
      ['ab', 'x'],
      ['cd', 'xy'],
      ['ef', 'y'],
    ]);
  });
  it('takes marks within marks, and the same twice', () => {
    expect(cut('abcdef', [0, 6, 'x'], [2, 3, 'y'], [2, 3, 'z'])).toEqual([
      ['ab', 'x'],
      ['c', 'xyz'],
      ['def', 'x'],
    ]);
  });
  it('keeps the order in which marks were given, whichever opens first', () => {
    expect(cut('abc', [1, 3, 'late'], [0, 3, '+early'])).toEqual([
      ['a', '+early'],
      ['bc', 'late+early'],
    ]);
  });
  it('leaves out empty and foreign marks and cuts those that reach beyond', () => {
    expect(cut('abc', [1, 1, 'empty'], [7, 9, 'foreign'], [2, 99, 'beyond'], [3, 1, 'reversed'])).toEqual([
      ['ab', ''],
      ['c', 'beyond'],
    ]);
  });
  it('gives the text whole, whatever the marks', () => {
    let seed = 7;
    const roll = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    for (let round = 0; round < 200; round++) {
      const marks = Array.from({ length: roll(9) }, (_, i): [number, number, string] => [roll(14) - 1, roll(14), String(i)]);
      const found = cut(TEXT, ...marks);
      expect(found.map(([text]) => text).join('')).toBe(TEXT);
      const scalars = new Scalars(TEXT);
      let at = 0;
      for (const [text, of] of found) {
        for (const [start, end, name] of marks) expect(of!.includes(name)).toBe(start < end && start <= at && at < end);
        at += [...text!].length;
      }
      expect(at).toBe(scalars.length);
    }
  });
  it('cuts within a paragraph only', () => {
    const found = pieces(new Scalars('𝐀b\ncd'), [{ span: [0, 5], of: 'x' }], [3, 5]);
    expect(found).toEqual([{ text: 'cd', start: 3, end: 5, marks: ['x'] }]);
  });
});

describe('paragraphs', () => {
  it('are the stretches between line breaks, in scalar values', () => {
    const scalars = new Scalars('𝐀b\n\nc\n');
    expect(paragraphs(scalars)).toEqual([
      [0, 2],
      [4, 5],
    ]);
    expect(paragraphs(scalars).map((p) => scalars.slice(p))).toEqual(['𝐀b', 'c']);
  });
});
