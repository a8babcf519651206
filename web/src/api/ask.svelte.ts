// In: the address of an answer, as it changes. Out: the answer, the fault, or that it is on its way. Always: the last address asked for wins, and
// an old answer stays until the new one is there.

import { untrack } from 'svelte';
import { ask, Fault, known } from './client';

export interface Asked<T> {
  readonly data: T | undefined;
  readonly fault: Fault | undefined;
  readonly loading: boolean;
  /** Asks again. */
  again(): void;
}

/** Counts what changed the store from this page; every answer is asked for again with it. */
let changes = $state(0);
export const changed = () => changes++;

/** `settle`: milliseconds to wait before asking, where addresses follow each other quickly, as while a map is dragged. */
export function asked<T>(url: () => string | null, settle: () => number = () => 0): Asked<T> {
  let data = $state.raw<T>();
  let fault = $state.raw<Fault>();
  let loading = $state(false);
  let tries = $state(0);
  // What it is made of may change and the address not: then nothing is asked.
  const wanted = $derived(url());
  $effect(() => {
    const now = wanted;
    void tries;
    void changes;
    fault = undefined;
    if (now === null) {
      data = undefined;
      loading = false;
      return;
    }
    // What is known is shown at once and asked for again quietly: the store may have changed.
    const there = known<T>(now);
    if (there !== undefined) data = there;
    loading = there === undefined;
    const cut = new AbortController();
    const fetchNow = () =>
      ask<T>(now, cut.signal).then(
        (answer) => {
          if (cut.signal.aborted) return;
          data = answer;
          loading = false;
        },
        (error: unknown) => {
          if (cut.signal.aborted) return;
          if (there !== undefined) return;
          data = undefined;
          fault = error instanceof Fault ? error : new Fault('server', String(error), '', 0);
          loading = false;
        },
      );
    const rest = untrack(settle);
    const timer = rest ? setTimeout(fetchNow, rest) : void fetchNow();
    return () => {
      clearTimeout(timer);
      cut.abort();
    };
  });
  return {
    get data() {
      return data;
    },
    get fault() {
      return fault;
    },
    get loading() {
      return loading;
    },
    again: () => tries++,
  };
}
