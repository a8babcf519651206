// In: a chart or rows as they are shown. Out: a file that the reader saves: SVG, PNG or CSV. Always: nothing is sent anywhere.

import { askFile } from '$/api/client';

export function saveBlob(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Saves what the server writes, as CSV or GeoJSON. */
export async function saveAnswer(url: string, name: string) {
  saveBlob(await askFile(url), name);
}

/** A name that all file systems take. */
export const fileName = (...parts: (string | undefined)[]) =>
  parts
    .filter(Boolean)
    .join('-')
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .slice(0, 120);

/** What of an element's look an SVG file must say itself, having no style sheet; all but the last three pass on to what is inside. */
const LOOK = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
  'letter-spacing',
  'paint-order',
  'visibility',
  'direction',
  'opacity',
  'stop-color',
  'stop-opacity',
] as const;
const OWN: readonly string[] = ['opacity', 'stop-color', 'stop-opacity'];

/** The SVG as it looks now, on the page's own ground. */
export function drawn(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const original = originals[i]!;
    const look = getComputedStyle(original);
    const around = original === svg ? null : getComputedStyle(original.parentElement!);
    for (const name of LOOK) {
      const value = look.getPropertyValue(name);
      const told = OWN.includes(name)
        ? name === 'opacity'
          ? value !== '1'
          : original.tagName === 'stop'
        : value !== around?.getPropertyValue(name);
      if (told) element.setAttribute(name, value);
      else element.removeAttribute(name);
    }
    if (look.display === 'none') element.setAttribute('display', 'none');
    for (const { name } of [...element.attributes]) {
      if (['class', 'style', 'tabindex', 'role'].includes(name) || /^(aria|data)-/.test(name)) element.removeAttribute(name);
    }
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy).replaceAll('<!---->', '');
}

export function saveSvg(svg: SVGSVGElement, name: string) {
  saveBlob(new Blob([drawn(svg)], { type: 'image/svg+xml' }), name);
}

/** Twice the size on the screen, for print. */
const PNG_SCALE = 2;

export async function savePng(svg: SVGSVGElement, name: string) {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  await saveCanvas(canvas, name);
}

export async function saveCanvas(canvas: HTMLCanvasElement, name: string) {
  const blob = await new Promise<Blob | null>((take) => canvas.toBlob(take, 'image/png'));
  if (blob) saveBlob(blob, name);
}

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const cell = (value: string | number | null | undefined) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

export function saveCsv(rows: readonly (readonly (string | number | null | undefined)[])[], name: string) {
  saveBlob(new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }), name);
}
