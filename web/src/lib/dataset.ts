// In: the address that the page was opened with. Out: the data set whose events are shown in the place of those that reports tell; null for these. Always:
// another one is another address, and the page is loaded anew with it: no view mixes two.

export const dataset = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('dataset');

/** Paths of the API that take it. */
const TAKES = /^\/(events|map|timeline|dyads|realignments|network|briefs)(\/|$)/;

/** The parameter of a path of the API. */
export const asked = (path: string): string | null => (TAKES.test(path) ? dataset : null);

/** An address of the page that shows the same one. */
export function kept(to: string): string {
  if (!dataset) return to;
  const url = new URL(to, location.origin);
  url.searchParams.set('dataset', dataset);
  return url.pathname + url.search + url.hash;
}

/** Shows another, or with an empty label what reports tell. */
export function choose(label: string) {
  location.assign(label ? `/?dataset=${encodeURIComponent(label)}` : '/');
}
