// In: periods of an answer, in which those without events may be left out. Out: every period from first to last, and where a chart puts them and
// their names. Always: periods follow each other without a gap.

import type { Bar, Quads, Step } from '$/api/records';
import { addDays, dayOf, isoDay } from './format';

/** More periods than this cannot be drawn or walked through. */
const MOST = 4000;

export function nextStart(start: string, step: Step): string {
  if (step === 'day') return addDays(start, 1);
  if (step === 'week') return addDays(start, 7);
  const [year, month] = start.split('-').map(Number);
  const months = year! * 12 + month! - 1 + (step === 'month' ? 1 : step === 'quarter' ? 3 : 12);
  return isoDay(dayOf(`${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`));
}

const empty = (start: string, step: Step): Bar => ({
  start,
  end: addDays(nextStart(start, step), -1),
  events: 0,
  quads: [0, 0, 0, 0],
  killed: null,
});

/** Fills the gaps between periods. */
export function filled(periods: readonly Bar[], step: Step): Bar[] {
  const found: Bar[] = [];
  let next = periods[0]?.start;
  for (const period of periods) {
    while (next && next < period.start && found.length < MOST) {
      found.push(empty(next, step));
      next = nextStart(next, step);
    }
    found.push(period);
    next = nextStart(period.start, step);
  }
  return found;
}

/** Share of the events that a stretch must hold to stand for all. */
const MOST_EVENTS = 0.95;
/** A stretch longer than this share of the time is no help. */
const SHORT = 0.6;

/** The shortest run of periods that holds nearly all events, where a few stragglers would draw the time out: a first and a last index. */
export function dense(periods: readonly Bar[]): [number, number] | null {
  const total = periods.reduce((sum, p) => sum + p.events, 0);
  let best: [number, number] = [0, periods.length];
  let sum = 0;
  let first = 0;
  periods.forEach((period, last) => {
    sum += period.events;
    while (sum - periods[first]!.events >= MOST_EVENTS * total && first < last) sum -= periods[first++]!.events;
    if (sum >= MOST_EVENTS * total && last - first < best[1] - best[0]) best = [first, last];
  });
  return total && best[1] - best[0] + 1 <= SHORT * periods.length ? best : null;
}

export interface Geometry {
  left: number;
  /** Width of a period. */
  slot: number;
  /** Height at which nothing happened. */
  zero: number;
  /** Pixels of an event. */
  unit: number;
  top: number;
  bottom: number;
  x: (index: number) => number;
  /** The period at a place, if there is one. */
  at: (x: number) => number;
}

const up = (quads: Quads) => quads[0] + quads[1];
const down = (quads: Quads) => quads[2] + quads[3];

/** Cooperation stands above a line, conflict below it, in the same measure; the line lies where both fit. */
export function geometry(
  periods: readonly { quads: Quads }[],
  box: { left: number; right: number; top: number; bottom: number },
): Geometry {
  const above = Math.max(0, ...periods.map((p) => up(p.quads)));
  const below = Math.max(0, ...periods.map((p) => down(p.quads)));
  const height = box.bottom - box.top;
  const unit = above + below ? height / (above + below) : 0;
  const slot = periods.length ? (box.right - box.left) / periods.length : 0;
  return {
    left: box.left,
    slot,
    zero: above + below ? box.top + above * unit : box.top + height / 2,
    unit,
    top: box.top,
    bottom: box.bottom,
    x: (index) => box.left + index * slot,
    at: (x) => Math.max(0, Math.min(periods.length - 1, Math.floor((x - box.left) / (slot || 1)))),
  };
}

/** One path for each quad class: deeds next to the line, words beyond them. */
export function barPaths(periods: readonly { quads: Quads }[], g: Geometry): [string, string, string, string] {
  const paths: [string, string, string, string] = ['', '', '', ''];
  const gap = g.slot > 5 ? Math.min(3, g.slot * 0.18) : g.slot > 2.5 ? 0.5 : 0;
  periods.forEach(({ quads }, i) => {
    const x = round(g.x(i) + gap / 2);
    const width = round(Math.max(0.6, g.slot - gap));
    const bar = (quad: 0 | 1 | 2 | 3, y: number) => {
      const height = round(quads[quad] * g.unit);
      if (height > 0) paths[quad] += `M${x} ${round(y)}h${width}v${quad < 2 ? -height : height}h${-width}z`;
    };
    bar(1, g.zero);
    bar(0, g.zero - quads[1] * g.unit);
    bar(3, g.zero);
    bar(2, g.zero + quads[3] * g.unit);
  });
  return paths;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Numbers of events for the lines of a grid, on both sides: 1, 2 or 5 times a power of ten. */
export function countTicks(g: Geometry): { y: number; count: number }[] {
  const most = Math.max(g.zero - g.top, g.bottom - g.zero) / (g.unit || Infinity);
  if (most < 1) return [];
  const rough = most / 2.2;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = Math.max(1, ([5, 2, 1].find((n) => n * power <= rough) ?? 1) * power);
  const ticks: { y: number; count: number }[] = [];
  for (let n = step; n <= most; n += step) {
    if (g.zero - n * g.unit >= g.top - 0.5) ticks.push({ y: g.zero - n * g.unit, count: n });
    if (g.zero + n * g.unit <= g.bottom + 0.5) ticks.push({ y: g.zero + n * g.unit, count: n });
  }
  return ticks;
}

/** `first`: no year is named before it, so it tells its own. */
export interface Tick {
  index: number;
  year: boolean;
  first: boolean;
}

/** The periods that get a name below a chart: years, else quarters, months or every one, as many as there is room for. */
export function timeTicks(periods: readonly { start: string }[], slot: number, room = 58): Tick[] {
  const rank = (start: string, before: string | undefined) =>
    !before || start.slice(0, 4) !== before.slice(0, 4)
      ? 3
      : start.slice(0, 7) !== before.slice(0, 7) && ['01', '04', '07', '10'].includes(start.slice(5, 7))
        ? 2
        : start.slice(0, 7) !== before.slice(0, 7)
          ? 1
          : 0;
  const ranks = periods.map((p, i) => rank(p.start, periods[i - 1]?.start));
  const width = periods.length * slot;
  for (const least of [0, 1, 2, 3]) {
    const found = ranks.flatMap((r, index) => (r >= least ? [{ index, year: r === 3, first: false }] : []));
    if (least === 3 ? true : found.length * room <= width) return thinned(found, slot, room);
  }
  return [];
}

function thinned(ticks: Tick[], slot: number, room: number): Tick[] {
  let last = -Infinity;
  const kept = ticks.filter(({ index }, i) => {
    // A first period in the middle of a year gives way to the year that begins soon after.
    const crowded = i === 0 && ticks[1] && (ticks[1].index - index) * slot < room;
    if (crowded || index * slot - last < room * 0.75) return false;
    last = index * slot;
    return true;
  });
  return kept.map((tick, i) => (i === 0 && !tick.year ? { ...tick, first: true } : tick));
}
