// In: the basemap asset, colours and a language. Out: a MapLibre style that draws it. Always: no address outside this server, and no font file: names
// are drawn with the reader's own fonts.

import type { StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection, MultiLineString, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface Basemap {
  topology: Topology<{ countries: GeometryCollection<{ code: string | null; name: string }> }>;
  labels: { en: string; fr: string; at: [number, number]; size: number }[];
  /** Name, degrees east and north, thousands of people, 1 for a capital. */
  cities: [string, number, number, number, 0 | 1][];
}
/** Outlines and names, ready for the map. */
export interface Ground {
  land: FeatureCollection;
  borders: MultiLineString;
  states: FeatureCollection;
  cities: FeatureCollection;
}

/** What names a place that has no name. */
export type Atlas = Pick<Ground, 'land'> & Pick<Basemap, 'cities'>;

export interface Paint {
  water: string;
  land: string;
  border: string;
  soft: string;
}

const point = (at: [number, number], properties: Record<string, unknown>) =>
  ({ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties }) as const;

/** A ring that crosses the date line goes on beyond 180 degrees, where MapLibre takes it round the globe, and not back across the map. */
function unbroken(land: FeatureCollection): FeatureCollection {
  const whole = (ring: Position[]) =>
    ring.some(([lon], i) => i > 0 && Math.abs(lon! - ring[i - 1]![0]!) > 180)
      ? ring.map(([lon, lat]) => [lon! < 0 ? lon! + 360 : lon!, lat!])
      : ring;
  for (const { geometry } of land.features) {
    if (geometry.type === 'Polygon') geometry.coordinates = geometry.coordinates.map(whole);
    else if (geometry.type === 'MultiPolygon') geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(whole));
  }
  return land;
}

export function ground({ topology, labels, cities }: Basemap): Ground {
  const { countries } = topology.objects;
  return {
    land: unbroken(feature(topology, countries)),
    borders: mesh(topology, countries, (a, b) => a !== b),
    states: { type: 'FeatureCollection', features: labels.map(({ at, ...label }) => point(at, label)) },
    cities: {
      type: 'FeatureCollection',
      features: cities.map(([name, lon, lat, people, capital]) => point([lon, lat], { name, rank: (capital ? 4000 : 0) + people })),
    },
  };
}

export function style(from: Ground, paint: Paint, language: 'en' | 'fr'): StyleSpecification {
  const data = (value: unknown) => ({ type: 'geojson', data: value as FeatureCollection }) as const;
  return {
    version: 8,
    sources: {
      land: data(from.land),
      borders: data({ type: 'Feature', geometry: from.borders, properties: {} }),
      states: data(from.states),
      cities: data(from.cities),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': paint.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': paint.land, 'fill-antialias': false } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': paint.border, 'line-width': 0.6 } },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': paint.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 6, 1.2] },
      },
      {
        id: 'cities',
        type: 'symbol',
        source: 'cities',
        minzoom: 4,
        // A city is named as soon as there is room for those of its size.
        filter: ['>=', ['get', 'rank'], ['step', ['zoom'], 4000, 5, 1000, 6, 200, 6.5, 0]],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['system-ui'],
          'text-size': 11,
          'symbol-sort-key': ['-', ['get', 'rank']],
          'text-padding': 6,
        },
        paint: { 'text-color': paint.soft, 'text-halo-color': paint.land, 'text-halo-width': 1.2 },
      },
      {
        id: 'states',
        type: 'symbol',
        source: 'states',
        filter: ['>=', ['get', 'size'], ['step', ['zoom'], 60, 2, 20, 3, 5, 4, 1, 5, 0]],
        layout: {
          'text-field': ['get', language],
          'text-font': ['system-ui'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 1, 11, 6, 15],
          'text-letter-spacing': 0.06,
          'text-max-width': 7,
          'symbol-sort-key': ['-', ['get', 'size']],
          'text-padding': 8,
        },
        paint: { 'text-color': paint.soft, 'text-halo-color': paint.land, 'text-halo-width': 1.4 },
      },
    ],
  };
}

/** Code of the country at a point, on the outlines that are drawn. */
export function countryAt(land: FeatureCollection, [lon, lat]: readonly [number, number]): string | null {
  const inside = (ring: Position[]) => {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i] as [number, number], ring[j] as [number, number]];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd;
    }
    return odd;
  };
  const at = land.features.find(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    return polygons.some(([outline, ...holes]) => outline && inside(outline) && !holes.some(inside));
  });
  return (at?.properties?.code as string | null | undefined) ?? null;
}

/** Kilometres between two points on the globe. */
export function kilometres([lonA, latA]: readonly [number, number], [lonB, latB]: readonly [number, number]): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * rad) / 2) ** 2 + Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The city by whose name a place is best called: near, and large for its distance. `undefined` beyond 400 km. */
export function cityNear({ cities }: Pick<Basemap, 'cities'>, at: readonly [number, number]): string | undefined {
  let best: string | undefined;
  let least = 400;
  for (const [name, lon, lat] of cities) {
    if (Math.abs(lat - at[1]) > 4) continue;
    const far = kilometres([lon, lat], at);
    if (far < least) [best, least] = [name, far];
  }
  return best;
}
