// In: the path of a list and what is asked of it. Out: its rows, a page at a time. Always: a row stands once, though the store may change between pages,
// and rows of later pages go with the first page that they follow.

import { asked, type Asked } from './ask.svelte';
import { address, ask, Fault, type Query } from './client';
import type { Page } from './records';

export interface Paged<T> {
  readonly first: Asked<Page<T>>;
  readonly rows: T[];
  /** Whether there are more. */
  readonly more: boolean;
  /** Whether a later page is on its way. */
  readonly busy: boolean;
  /** Why a later page did not come. */
  readonly fault: Fault | undefined;
  /** Asks for the next page. */
  next(): Promise<void>;
}

export function paged<T extends { id: string }>(path: string, query: () => Query, settle: () => number = () => 0): Paged<T> {
  const first = asked<Page<T>>(() => address(path, query()), settle);
  let later = $state.raw<{ of?: Page<T>; rows: T[]; next: string | null }>({ rows: [], next: null });
  const known = $derived(later.of === first.data ? later : { rows: [], next: first.data?.next ?? null });
  const rows = $derived.by(() => {
    const seen = new Set<string>();
    return [...(first.data?.rows ?? []), ...known.rows].filter(({ id }) => !seen.has(id) && seen.add(id));
  });
  let fault = $state.raw<Fault>();
  let busy = $state(false);

  async function next() {
    busy = true;
    fault = undefined;
    const of = first.data;
    const before = known.rows;
    try {
      const page = await ask<Page<T>>(address(path, { ...query(), after: known.next }));
      later = { of, rows: [...before, ...page.rows], next: page.next };
    } catch (error) {
      if (error instanceof Fault) fault = error;
    } finally {
      busy = false;
    }
  }
  return {
    first,
    get rows() {
      return rows;
    },
    get more() {
      return known.next !== null && !first.fault;
    },
    get busy() {
      return busy;
    },
    get fault() {
      return fault;
    },
    next,
  };
}
