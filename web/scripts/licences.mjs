// In: the modules of a build. Out: licences.txt with the licence of every package that is in it. Always: packages that a package carries inside its own
// built file are named too.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));
/** Packages that come built into one file, with all that they depend on. */
const WHOLE = ['maplibre-gl'];

const DATA = `Outlines of countries: Natural Earth (public domain), through the package world-atlas.
Cities: GeoNames (https://www.geonames.org), CC BY 4.0, and Chancery's own knowledge, CC BY 4.0.
`;

function carried(name, found) {
  const { dependencies = {} } = JSON.parse(readFileSync(`${MODULES}${name}/package.json`, 'utf8'));
  for (const one of Object.keys(dependencies)) {
    if (one.startsWith('@types/') || found.has(one) || !existsSync(`${MODULES}${one}/package.json`)) continue;
    found.add(one);
    carried(one, found);
  }
}

function entry(name) {
  const { version, license } = JSON.parse(readFileSync(`${MODULES}${name}/package.json`, 'utf8'));
  const file = readdirSync(`${MODULES}${name}`)
    .sort()
    .find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(`${MODULES}${name}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim() : '';
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

/** A plugin of Vite. */
export function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const names = new Set(WHOLE);
      for (const chunk of Object.values(bundle)) {
        for (const id of Object.keys(chunk.modules ?? {})) {
          const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
          if (name) names.add(name);
        }
      }
      for (const name of WHOLE) carried(name, names);
      const source = [`The page of Chancery is made with these.\n\n${DATA}`, ...[...names].sort().map(entry)].join('\n');
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}
