// In: a text, and spans that count Unicode scalar values. Out: pieces of the text that each lie in the same spans. Always: the pieces together are the
// text; a span that does not fit the text is cut to it.

import type { CharSpan } from '$/api/records';

/** Finds the place in a JavaScript string of the n-th Unicode scalar value, for n that grow or shrink, in one pass over the text. */
export class Scalars {
  /** Every STRIDE-th scalar value's place in UTF-16. */
  private readonly marks: number[] = [];
  readonly length: number;

  constructor(readonly text: string) {
    let count = 0;
    for (let unit = 0; unit < text.length; unit += width(text, unit)) {
      if (count % STRIDE === 0) this.marks.push(unit);
      count++;
    }
    this.length = count;
  }

  /** The UTF-16 place of a scalar value; the end of the text for those beyond it. */
  unit(scalar: number): number {
    if (scalar >= this.length) return this.text.length;
    if (scalar <= 0) return 0;
    let unit = this.marks[Math.floor(scalar / STRIDE)]!;
    for (let left = scalar % STRIDE; left > 0; left--) unit += width(this.text, unit);
    return unit;
  }

  slice([start, end]: CharSpan): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

const STRIDE = 64;

/** UTF-16 units of the scalar value at a place. */
function width(text: string, unit: number): 1 | 2 {
  const high = text.charCodeAt(unit);
  if (high < 0xd800 || high > 0xdbff) return 1;
  const low = text.charCodeAt(unit + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}

/** A span with what it stands for. */
export interface Marked<T> {
  span: CharSpan;
  of: T;
}
/** A stretch of text within the same marks, in the order in which they were given. */
export interface Piece<T> {
  text: string;
  start: number;
  end: number;
  marks: T[];
}

/** Cuts a stretch of a text at the ends of all marks. Empty marks and those outside are left out. */
export function pieces<T>(scalars: Scalars, marks: readonly Marked<T>[], within: CharSpan = [0, scalars.length]): Piece<T>[] {
  const from = Math.max(0, within[0]);
  const to = Math.min(scalars.length, within[1]);
  const inside = marks.filter(({ span: [start, end] }) => start < end && end > from && start < to);
  const cuts = new Set([from, to]);
  for (const { span } of inside) for (const end of span) if (end > from && end < to) cuts.add(end);
  const places = [...cuts].sort((a, b) => a - b);
  // Marks open and close as the cuts are passed: linear in both but for the few that are open at once.
  const opening = inside.map((mark, order) => ({ ...mark, order })).sort((a, b) => a.span[0] - b.span[0]);
  let open: typeof opening = [];
  let next = 0;
  const found: Piece<T>[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, end] = [places[i]!, places[i + 1]!];
    open = open.filter((mark) => mark.span[1] > start);
    while (next < opening.length && opening[next]!.span[0] <= start) open.push(opening[next++]!);
    const marksHere = open
      .filter((mark) => mark.span[1] > start)
      .sort((a, b) => a.order - b.order)
      .map((mark) => mark.of);
    found.push({ text: scalars.slice([start, end]), start, end, marks: marksHere });
  }
  return found;
}

/** The paragraphs of a text: spans between line breaks, without empty ones. */
export function paragraphs(scalars: Scalars): CharSpan[] {
  const found: CharSpan[] = [];
  let start = 0;
  let place = 0;
  for (const scalar of scalars.text) {
    if (scalar === '\n') {
      if (place > start) found.push([start, place]);
      start = place + 1;
    }
    place++;
  }
  if (place > start) found.push([start, place]);
  return found;
}
