import { describe, expect, it } from 'vitest';
import { href, read, type Route } from '$/lib/route';

const ROUTES: Route[] = [
  { view: 'overview' },
  { view: 'map', filters: {} },
  {
    view: 'map',
    filters: { dyad: ['ARM', 'AZE'], quad: [3, 4], from: '2023', to: '2024-02-29' },
    camera: { lat: -40.1, lon: 170.25, zoom: 4.5 },
  },
  {
    view: 'timeline',
    filters: {
      actor: 'Q399',
      recipient: 'x:m23',
      party: 'Côte d’Ivoire & co',
      category: ['CONSULT', 'ASSAULT'],
      status: ['affirmed', 'future'],
      place: '40.1,45.2,30',
      from: '2023-09',
      to: '2023-09-30',
      language: 'ar',
      text: '"وقف إطلاق النار" + 100%',
      confidence: 0.5,
      sources: 3,
    },
    step: 'week',
    at: '2023-09-18',
  },
  { view: 'dyads', party: 'ARM', from: '2023', to: '2024' },
  { view: 'dyad', dyad: ['ARM', 'x:a/b?c#d'], vs: ['RUS', 'AZE'], step: 'month', at: '2023-09-01', from: '2023-01' },
  { view: 'network', least: 5, of: 'ARM', from: '2023-01-01' },
  { view: 'network', triad: 'ARM,AZE,RUS' },
  { view: 'report', id: 'https://a.example/1?x=ü&y=%20#z', claim: 'https://a.example/1?x=ü&y=%20#z-2' },
  { view: 'event', id: 'e-файл 12-1' },
  { view: 'search', q: 'Haut-Karabakh "deux mots" mot*', language: 'fr' },
  { view: 'brief', dyad: ['ARM', 'AZE'], with: 'RUS', from: '2023', to: '2024-12' },
  { view: 'review' },
  { view: 'review', log: true },
  { view: 'alerts' },
  { view: 'alerts', rule: 'Violence near “Goris” & 50% more' },
  { view: 'about' },
];

describe('addresses', () => {
  it.each(ROUTES.map((route) => [href(route), route] as const))('%s is read as it was written', (address, route) => {
    const url = new URL(address, 'http://127.0.0.1');
    expect(read(url.pathname, url.search)).toEqual(route);
    // One state has one address.
    expect(href(read(url.pathname, url.search))).toBe(address);
  });

  it('are the same whatever the order of what was typed', () => {
    expect(href(read('/timeline', '?to=2024&from=2023&quad=4,3&category=assault,AGREE'))).toBe(
      '/timeline?category=AGREE,ASSAULT&quad=3,4&from=2023&to=2024',
    );
  });

  it('leave out what makes no sense', () => {
    expect(read('/timeline', '?from=yesterday&quad=9&category=WAR&step=fortnight&confidence=2&dyad=ARM&language=xx&at=1')).toEqual({
      view: 'timeline',
      filters: {},
    });
    expect(read('/map', '?at=91,0,3')).toEqual({ view: 'map', filters: {} });
    expect(read('/map', '?at=,,')).toEqual({ view: 'map', filters: {} });
    expect(read('/network', '?least=-1')).toEqual({ view: 'network' });
  });

  it('that lead nowhere say so', () => {
    expect(read('/events', '')).toEqual({ view: 'unknown', path: '/events' });
    expect(read('/dyads/ARM', '')).toEqual({ view: 'unknown', path: '/dyads/ARM' });
    expect(read('/reports/%E0%A4%A', '')).toEqual({ view: 'report', id: '%E0%A4%A' });
  });
});
