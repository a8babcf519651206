// In: the toll of a claim, and what is typed for each kind. Out: fields to type into, and the toll that they say. Always: an empty field is open; a kind
// that was left as it was keeps its words; bounds say the qualifier, as docs/codebook.md counts people.

import { TOLLS, type Count, type Toll, type TollKind } from '$/api/records';

export const ENDS = ['low', 'best', 'high'] as const;
/** What is typed of one kind. */
export type TollFields = Record<(typeof ENDS)[number] | 'text', string>;

/** The fields of every kind, empty where the claim has none. */
export function fieldsOf(toll: Toll<Count> | null): Record<TollKind, TollFields> {
  const of = (kind: TollKind): TollFields => {
    const count = toll?.[kind];
    const end = (value: number | null | undefined) => value?.toString() ?? '';
    return { low: end(count?.low), best: end(count?.best), high: end(count?.high), text: count?.text ?? '' };
  };
  return Object.fromEntries(TOLLS.map((kind) => [kind, of(kind)])) as Record<TollKind, TollFields>;
}

/** A whole number of people; `null` where nothing is typed, `undefined` where it is no number. */
function people(typed: string): number | null | undefined {
  const text = typed.trim();
  if (!text) return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Whether the numbers of a kind can be read and do not contradict each other. */
export function holds(fields: TollFields): boolean {
  const all = ENDS.map((end) => people(fields[end]));
  if (all.includes(undefined)) return false;
  const told = all.filter((n) => n !== null) as number[];
  return told.every((n, i) => i === 0 || told[i - 1]! <= n);
}

function qualifier(low: number | null, best: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? 'exact' : 'range';
  if (low !== null) return 'at_least';
  return high !== null ? 'at_most' : best === null ? 'vague' : 'about';
}

/** The toll that the fields say; `null` without a number. They must hold. */
export function tollOf(typed: Record<TollKind, TollFields>, before: Toll<Count> | null): Toll<Count> | null {
  const same = fieldsOf(before);
  const toll: Toll<Count> = {};
  for (const kind of TOLLS) {
    const was = before?.[kind];
    if (was && [...ENDS, 'text' as const].every((field) => same[kind][field] === typed[kind][field].trim())) {
      toll[kind] = was;
      continue;
    }
    const [low, best, high] = ENDS.map((end) => people(typed[kind][end]) ?? null) as [number | null, number | null, number | null];
    if (low === null && best === null && high === null) continue;
    toll[kind] = {
      low,
      best,
      high,
      text: typed[kind].text.trim(),
      qualifier: qualifier(low, best, high),
      ...(was?.side ? { side: was.side } : {}),
    };
  }
  return Object.keys(toll).length ? toll : null;
}
