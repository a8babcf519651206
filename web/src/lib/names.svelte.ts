// In: sides as answers name them. Out: the name of an id, for fields that hold only ids. Always: what is unknown is shown as its id.

import { SvelteMap } from 'svelte/reactivity';
import { f } from './settings.svelte';

const seen = new SvelteMap<string, string>();

/** Remembers whom ids mean. */
export function learn(sides: readonly { id: string; name: string }[]) {
  for (const { id, name } of sides) if (seen.get(id) !== name) seen.set(id, name);
}

export function nameOf(id: string): string {
  const country = f().country(id);
  return country === id ? f().name(seen.get(id) ?? id) : country;
}
