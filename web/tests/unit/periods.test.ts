import { describe, expect, it } from 'vitest';
import type { Bar, Quads } from '$/api/records';
import { barPaths, countTicks, dense, filled, geometry, nextStart, timeTicks } from '$/lib/periods';

const bar = (start: string, end: string, quads: Quads): Bar => ({ start, end, events: quads.reduce((a, b) => a + b), quads });

describe('periods', () => {
  it('follow each other over years and leap days', () => {
    expect(nextStart('2024-02-29', 'day')).toBe('2024-03-01');
    expect(nextStart('2023-12-25', 'week')).toBe('2024-01-01');
    expect(nextStart('2023-12-01', 'month')).toBe('2024-01-01');
    expect(nextStart('2023-10-01', 'quarter')).toBe('2024-01-01');
    expect(nextStart('2023-01-01', 'year')).toBe('2024-01-01');
  });
  it('are filled where nothing happened', () => {
    const all = filled([bar('2023-11-01', '2023-11-30', [1, 0, 0, 0]), bar('2024-02-01', '2024-02-29', [0, 0, 0, 2])], 'month');
    expect(all.map((p) => [p.start, p.end, p.events])).toEqual([
      ['2023-11-01', '2023-11-30', 1],
      ['2023-12-01', '2023-12-31', 0],
      ['2024-01-01', '2024-01-31', 0],
      ['2024-02-01', '2024-02-29', 2],
    ]);
    expect(filled([], 'day')).toEqual([]);
  });
  it('do not fill for ever', () => {
    expect(
      filled([bar('0001-01-01', '0001-01-01', [1, 0, 0, 0]), bar('2024-01-01', '2024-01-01', [1, 0, 0, 0])], 'day').length,
    ).toBeLessThan(4100);
  });
});

describe('bars', () => {
  const periods = [bar('2023-01-01', '2023-01-31', [2, 1, 0, 0]), bar('2023-02-01', '2023-02-28', [0, 0, 3, 4])];
  const g = geometry(periods, { left: 10, right: 110, top: 0, bottom: 100 });
  it('have their line where both sides fit', () => {
    expect(g.zero).toBe(30);
    expect(g.unit).toBe(10);
    expect(g.at(59)).toBe(0);
    expect(g.at(61)).toBe(1);
    expect(g.at(-5)).toBe(0);
    expect(g.at(500)).toBe(1);
  });
  it('put deeds next to the line and words beyond', () => {
    const [verbal, material, against, force] = barPaths(periods, g);
    expect(material).toBe('M11.5 30h47v-10h-47z');
    expect(verbal).toBe('M11.5 20h47v-20h-47z');
    expect(force).toBe('M61.5 30h47v40h-47z');
    expect(against).toBe('M61.5 70h47v30h-47z');
  });
  it('without events have no height', () => {
    const none = geometry([bar('2023-01-01', '2023-01-31', [0, 0, 0, 0])], { left: 0, right: 10, top: 0, bottom: 10 });
    expect(none.zero).toBe(5);
    expect(barPaths([bar('2023-01-01', '2023-01-31', [0, 0, 0, 0])], none)).toEqual(['', '', '', '']);
    expect(countTicks(none)).toEqual([]);
    expect(geometry([], { left: 0, right: 10, top: 0, bottom: 10 }).at(3)).toBe(0);
  });
  it('have round numbers beside them', () => {
    expect(countTicks(g).map((t) => t.count)).toEqual([2, 2, 4, 6]);
  });
});

describe('the stretch of most events', () => {
  const of = (...events: number[]) => events.map((n, i) => bar(`${2000 + i}-01-01`, `${2000 + i}-12-31`, [n, 0, 0, 0]));
  it('leaves stragglers out', () => {
    expect(dense(of(1, 0, 0, 0, 0, 0, 0, 20, 60, 30, 0, 1))).toEqual([7, 9]);
    expect(dense(of(0, 0, 0, 50, 0, 0, 0))).toEqual([3, 3]);
  });
  it('is none where events are spread', () => {
    expect(dense(of(5, 6, 5, 4, 6, 5))).toBeNull();
    expect(dense(of(0, 0, 0))).toBeNull();
    expect(dense([])).toBeNull();
  });
});

describe('names of times', () => {
  const months = Array.from({ length: 36 }, (_, i) => ({
    start: `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
  }));
  it('leave room between them', () => {
    for (const slot of [3, 8, 20, 70]) {
      const ticks = timeTicks(months, slot);
      expect(ticks.length).toBeGreaterThan(0);
      for (let i = 1; i < ticks.length; i++) expect((ticks[i]!.index - ticks[i - 1]!.index) * slot).toBeGreaterThanOrEqual(40);
    }
  });
  it('begin with the years', () => {
    expect(timeTicks(months, 5).map((t) => t.index)).toEqual([0, 12, 24]);
    expect(timeTicks(months, 70).length).toBe(36);
  });
});
