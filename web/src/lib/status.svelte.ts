// In: the server's status. Out: what the store holds and what the reader may do, for all views. Always: asked once, and again after a judgement.

import { address, ask, Fault } from '$/api/client';
import type { Right, StoreStatus } from '$/api/records';

let now = $state.raw<StoreStatus>();
let fault = $state.raw<Fault>();

export async function askStatus() {
  fault = undefined;
  try {
    now = await ask<StoreStatus>(address('/status'));
  } catch (error) {
    if (error instanceof Fault) fault = error;
  }
}

export const status = {
  get now() {
    return now;
  },
  get fault() {
    return fault;
  },
  may: (right: Right): boolean => now?.rights.includes(right) ?? false,
};
