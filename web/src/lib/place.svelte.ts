// In: the address bar, links and views that change their state. Out: the route of now. Always: the address tells the whole state of the view.

import { tick } from 'svelte';
import { kept } from './dataset';
import { href, read, type Route } from './route';

/** The address that `now` was read from. */
let address = location.pathname + location.search;
let now = $state.raw<Route>(read(location.pathname, location.search));
/** How often the view was changed by a link, for moving the focus. */
let moves = $state(0);

export const place = {
  get route() {
    return now;
  },
  get moves() {
    return moves;
  },
};

/** Goes to a view: a new step of the browser's history. */
export function go(target: Route | string) {
  remember();
  const to = typeof target === 'string' ? kept(target) : href(target);
  history.pushState(null, '', to);
  address = location.pathname + location.search;
  const before = now.view;
  now = read(location.pathname, location.search);
  const fragment = location.hash.slice(1);
  if (fragment) void tick().then(() => document.getElementById(fragment)?.scrollIntoView());
  else if (before !== now.view || typeof target === 'string') scrollTo(0, 0);
  moves++;
}

/** Changes the state of this view, in place of the current step of the history. */
export function tune(route: Route) {
  const to = href(route);
  if (to === location.pathname + location.search) return;
  history.replaceState(history.state, '', to);
  address = to;
  now = route;
}

/** Where the page was scrolled to, for coming back. */
function remember() {
  history.replaceState({ scroll: scrollY }, '');
}

/** Follows links of the page without loading it anew. */
export function watch() {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => {
    // A link within the page is the browser's business.
    if (location.pathname + location.search === address) return;
    address = location.pathname + location.search;
    now = read(location.pathname, location.search);
    moves++;
    const scroll = (event.state as { scroll?: number } | null)?.scroll ?? 0;
    void tick().then(() => requestAnimationFrame(() => scrollTo(0, scroll)));
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const to = link?.getAttribute('href');
    if (!link || !to || !to.startsWith('/') || to.startsWith('/api/') || link.target || link.hasAttribute('download')) return;
    event.preventDefault();
    go(to);
  });
}
