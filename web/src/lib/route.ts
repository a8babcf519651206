// In: a path and a query. Out: the view that they mean, and back. Always: reading what was written gives the same view.

import { readFilters, writeFilters, isDate, type Filters } from './filters';
import { STEPS, type Step } from '$/api/records';
import { dataset } from './dataset';

/** Centre in degrees and zoom of the map. */
export interface Camera {
  lat: number;
  lon: number;
  zoom: number;
}
/** A stretch of days; open ends are those of the store. */
export interface Stretch {
  from?: string;
  to?: string;
}

export type Route =
  | { view: 'overview' }
  | { view: 'map'; filters: Filters; camera?: Camera }
  | { view: 'timeline'; filters: Filters; step?: Step; at?: string }
  | ({ view: 'dyads'; party?: string } & Stretch)
  | ({ view: 'dyad'; dyad: [string, string]; vs?: [string, string]; step?: Step; at?: string } & Stretch)
  | ({ view: 'network'; least?: number; of?: string; triad?: string } & Stretch)
  | { view: 'report'; id: string; claim?: string }
  | { view: 'event'; id: string }
  | { view: 'search'; q?: string; language?: string }
  | ({ view: 'brief'; dyad: [string, string]; with?: string } & Stretch)
  | { view: 'review'; log?: boolean }
  | { view: 'alerts'; rule?: string }
  | { view: 'about' }
  | { view: 'unknown'; path: string };

const STEP = (text: string | null) => STEPS.find((step) => step === text);
const word = (text: string | null) => text?.trim() || undefined;
const date = (text: string | null) => (text && isDate(text) ? text : undefined);

export function read(path: string, search: string): Route {
  const query = new URLSearchParams(search);
  const [first = '', ...ids] = path.split('/').filter(Boolean).map(decoded);
  const stretch = clean({ from: date(query.get('from')), to: date(query.get('to')) });
  const step = STEP(query.get('step'));
  const at = date(query.get('at'));
  const [a, b] = ids;
  switch (`${first}/${ids.length}`) {
    case '/0':
      return { view: 'overview' };
    case 'map/0':
      return clean({ view: 'map', filters: readFilters(query), camera: camera(query) });
    case 'timeline/0':
      return clean({ view: 'timeline', filters: readFilters(query), step, at });
    case 'dyads/0':
      return clean({ view: 'dyads', party: word(query.get('party')), ...stretch });
    case 'dyads/2':
      return clean({ view: 'dyad', dyad: [a!, b!], vs: pair(query.get('vs')), step, at, ...stretch });
    case 'network/0':
      return clean({
        view: 'network',
        least: whole(query.get('least')),
        of: word(query.get('of')),
        triad: word(query.get('triad')),
        ...stretch,
      });
    case 'reports/1':
      return clean({ view: 'report', id: a!, claim: word(query.get('claim')) });
    case 'events/1':
      return { view: 'event', id: a! };
    case 'search/0':
      return clean({ view: 'search', q: word(query.get('q')), language: word(query.get('language')) });
    case 'briefs/2':
      return clean({ view: 'brief', dyad: [a!, b!], with: word(query.get('with')), ...stretch });
    case 'review/0':
      return clean({ view: 'review', log: query.get('log') === '1' || undefined });
    case 'alerts/0':
      return clean({ view: 'alerts', rule: word(query.get('rule')) });
    case 'about/0':
      return { view: 'about' };
    default:
      return { view: 'unknown', path };
  }
}

export function href(route: Route): string {
  switch (route.view) {
    case 'overview':
      return join('/', {});
    case 'map': {
      const at = route.camera && `${place(route.camera.lat)},${place(route.camera.lon)},${Math.round(route.camera.zoom * 100) / 100}`;
      return join('/map', { ...writeFilters(route.filters), at });
    }
    case 'timeline':
      return join('/timeline', { ...writeFilters(route.filters), step: route.step, at: route.at });
    case 'dyads':
      return join('/dyads', { party: route.party, from: route.from, to: route.to });
    case 'dyad':
      return join(`/dyads/${route.dyad.map(encodeURIComponent).join('/')}`, {
        vs: route.vs?.join(','),
        from: route.from,
        to: route.to,
        step: route.step,
        at: route.at,
      });
    case 'network':
      return join('/network', { from: route.from, to: route.to, least: route.least?.toString(), of: route.of, triad: route.triad });
    case 'report':
      return join(`/reports/${encodeURIComponent(route.id)}`, { claim: route.claim });
    case 'event':
      return join(`/events/${encodeURIComponent(route.id)}`, {});
    case 'search':
      return join('/search', { q: route.q, language: route.language });
    case 'brief':
      return join(`/briefs/${route.dyad.map(encodeURIComponent).join('/')}`, { with: route.with, from: route.from, to: route.to });
    case 'review':
      return join('/review', { log: route.log ? '1' : undefined });
    case 'alerts':
      return join('/alerts', { rule: route.rule });
    case 'about':
      return '/about';
    case 'unknown':
      return route.path;
  }
}

function join(path: string, parameters: Record<string, string | undefined>): string {
  const parts = Object.entries({ ...parameters, dataset: dataset ?? undefined }).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':')}`] : [],
  );
  return parts.length ? `${path}?${parts.join('&')}` : path;
}

/** Four decimals of a degree are ten metres. */
const place = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

function camera(query: URLSearchParams): Camera | undefined {
  const [lat, lon, zoom] = (query.get('at') ?? '').split(',').map((part) => (part ? Number(part) : NaN));
  const inside = Math.abs(lat!) <= 90 && Math.abs(lon!) <= 180 && zoom! >= 0 && zoom! <= 22;
  return inside ? { lat: lat!, lon: lon!, zoom: zoom! } : undefined;
}

function pair(text: string | null): [string, string] | undefined {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return parts.length === 2 && parts[0] && parts[1] ? [parts[0], parts[1]] : undefined;
}

const whole = (text: string | null) => (text && /^\d{1,6}$/.test(text) ? Number(text) : undefined);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Without what is not set. */
function clean<T extends object>(route: T): T {
  return Object.fromEntries(Object.entries(route).filter(([, value]) => value !== undefined)) as T;
}
