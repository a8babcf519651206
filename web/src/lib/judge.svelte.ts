// In: what a reader judges. Out: the judgement kept by the server, and a notice from which it can be undone. Always: all answers are asked for again.

import { changed } from '$/api/ask.svelte';
import { Fault, judge } from '$/api/client';
import type { Judgement } from '$/api/records';
import { askStatus } from './status.svelte';

interface Notice {
  /** Number of the judgement that was kept. */
  review?: number;
  undone?: boolean;
  fault?: Fault;
}

let now = $state.raw<Notice | null>(null);
let busy = $state(false);

export const notice = {
  get now() {
    return now;
  },
  get busy() {
    return busy;
  },
  close: () => (now = null),
};

/** Keeps a judgement. Gives whether it was kept. */
export async function say(judgement: Judgement): Promise<boolean> {
  if (busy) return false;
  busy = true;
  try {
    const { review } = await judge(judgement);
    now = { review, undone: judgement.kind === 'undo' };
    changed();
    void askStatus();
    return true;
  } catch (error) {
    now = { fault: error instanceof Fault ? error : new Fault('server', String(error), '', 0) };
    return false;
  } finally {
    busy = false;
  }
}
