// In: Natural Earth (world-atlas) and the project's own tables of states and places. Out: assets/basemap.json (TopoJSON of countries, labels of
// states, cities) and assets/states.json (names of states in the page's languages). Always: same input, same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import countries from 'i18n-iso-countries';
import polylabel from 'polylabel';
import { feature } from 'topojson-client';

const here = (path) => new URL(path, import.meta.url);
const knowledge = (path) => readFileSync(here(`../../knowledge/${path}`));

/** Inhabitants from which a city is named on the map. */
const CITY = 150_000;

const rows = (text) =>
  text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'));

/** Code of a state to its usual names, English and French. */
function states() {
  const first = (language) =>
    new Map(
      rows(knowledge(`${language}/states.tsv`).toString())
        .slice(1)
        .map(([code, names]) => [code, names.split('; ')[0]]),
    );
  const [en, fr] = [first('en'), first('fr')];
  return Object.fromEntries([...en].map(([code, name]) => [code, [name, fr.get(code) ?? name]]));
}

/** Natural Earth names what has no code of its own. */
const UNCODED = { Kosovo: 'KOS' };

function basemap(names) {
  const atlas = JSON.parse(readFileSync(here('../node_modules/world-atlas/countries-50m.json')));
  delete atlas.objects.land;
  const shapes = atlas.objects.countries;
  shapes.geometries = shapes.geometries.filter((shape) => shape.properties.name !== 'Antarctica');
  for (const shape of shapes.geometries) {
    const name = shape.properties.name;
    const code = UNCODED[name] ?? countries.numericToAlpha3(shape.id);
    delete shape.id;
    shape.properties = { code: code ?? null, name };
  }
  const topology = pruned(atlas);
  const labels = feature(topology, topology.objects.countries).features.map((shape) => {
    const polygons = shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates;
    const largest = polygons.reduce((a, b) => (area(b) > area(a) ? b : a));
    const [lon, y] = polylabel(
      largest.map((ring) => ring.map(([x, lat]) => [x, mercator(lat)])),
      0.05,
    );
    const lat = degrees(y);
    const { code, name } = shape.properties;
    const [en, fr] = names[code] ?? [name, name];
    return { en, fr, at: [round(lon), round(lat)], size: Math.round(area(largest) * 10) / 10 };
  });
  // Dependencies and specks are named by nobody at the zooms that the map has.
  return { topology, labels: labels.filter((label) => label.size >= 0.05).sort((a, b) => b.size - a.size) };
}

/** Degrees of latitude to Mercator's, in which the map is drawn, and back. */
const mercator = (lat) => (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
const degrees = (y) => (360 / Math.PI) * Math.atan(Math.exp((y * Math.PI) / 180)) - 90;

const round = (degrees) => Math.round(degrees * 100) / 100;

/** Area of a polygon's outline in square degrees, shrunk towards the poles as on the ground. */
function area([ring]) {
  let sum = 0;
  let latitude = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    latitude += ring[i][1];
  }
  return (Math.abs(sum) / 2) * Math.cos(((latitude / ring.length) * Math.PI) / 180);
}

/** Capitals, the largest cities and the project's own places of conflicts, with their inhabitants in thousands; the largest first. */
function cities() {
  const table = rows(gunzipSync(knowledge('gazetteer.tsv.gz')).toString()).slice(1);
  const own = rows(knowledge('places.tsv').toString())
    .slice(1)
    .filter(([, , kind]) => kind === 'city');
  const large = table
    .filter(([, kind, , , , , population]) => kind === 'capital' || (kind === 'city' && Number(population) >= CITY))
    .map(([, kind, , , lat, lon, population, name]) => [
      name,
      round(Number(lon)),
      round(Number(lat)),
      Math.round(Number(population) / 1000),
      kind === 'capital' ? 1 : 0,
    ]);
  const named = new Set(large.map(([name]) => name));
  const small = own
    .filter(([, name]) => !named.has(name))
    .map(([, name, , , lat, lon]) => [name, round(Number(lon)), round(Number(lat)), 0, 0]);
  return [...large, ...small].sort((a, b) => b[3] - a[3] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}

/** Without the arcs that no shape has any more. */
function pruned(topology) {
  const used = new Map();
  const number = (arc) => {
    const plain = arc < 0 ? ~arc : arc;
    if (!used.has(plain)) used.set(plain, used.size);
    return arc < 0 ? ~used.get(plain) : used.get(plain);
  };
  const walk = (arcs) => arcs.map((arc) => (Array.isArray(arc) ? walk(arc) : number(arc)));
  for (const shape of topology.objects.countries.geometries) shape.arcs = walk(shape.arcs);
  return { ...topology, arcs: [...used.keys()].map((arc) => topology.arcs[arc]) };
}

const names = states();
mkdirSync(here('../assets'), { recursive: true });
writeFileSync(here('../assets/states.json'), JSON.stringify(names));
writeFileSync(here('../assets/basemap.json'), JSON.stringify({ ...basemap(names), cities: cities() }));
