// In: cells of the map's answer, with their places on the screen. Out: their drawing: a ring parted by quad class with the number of events, or the sign
// of a single event.

import type { Cell, Quad } from '$/api/records';

/** Degrees west, south, east and north. */
export type Box = [number, number, number, number];

/** The box of all cells; `undefined` where there are none. */
export function around(cells: readonly Cell[]): Box | undefined {
  if (!cells.length) return undefined;
  const lons = cells.map((c) => c.lon);
  const lats = cells.map((c) => c.lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

export interface Spot {
  cell: Cell;
  x: number;
  y: number;
  r: number;
}
export interface Ink {
  quads: [string, string, string, string];
  ink: string;
  ground: string;
}

/** Radius by number of events: its area grows with it, up to where it would hide the map. */
export const radius = (events: number) => (events === 1 ? 6 : Math.min(24, 8 + 1.6 * Math.sqrt(events)));

export function paintSpots(
  canvas: CanvasRenderingContext2D,
  spots: readonly Spot[],
  ink: Ink,
  number: (n: number) => string,
  marked: Cell | null,
) {
  canvas.textAlign = 'center';
  canvas.textBaseline = 'middle';
  for (const { cell, x, y, r } of spots) {
    if (cell.events === 1) sign(canvas, x, y, r, (cell.quads.findIndex((n) => n > 0) + 1) as Quad, ink);
    else ring(canvas, x, y, r, cell, ink);
    if (cell === marked) {
      canvas.beginPath();
      canvas.arc(x, y, r + 4, 0, 2 * Math.PI);
      canvas.strokeStyle = ink.ink;
      canvas.lineWidth = 2;
      canvas.stroke();
    }
  }
  // Numbers lie above all rings, so that a small one does not hide that of a large one.
  canvas.lineJoin = 'round';
  canvas.lineWidth = 3;
  canvas.strokeStyle = ink.ground;
  canvas.fillStyle = ink.ink;
  for (const { cell, x, y, r } of spots) {
    if (cell.events === 1) continue;
    canvas.font = `${r > 15 ? 600 : 500} ${Math.max(9, Math.min(13, r * 0.62))}px system-ui, sans-serif`;
    canvas.strokeText(number(cell.events), x, y + 0.5);
    canvas.fillText(number(cell.events), x, y + 0.5);
  }
}

function ring(canvas: CanvasRenderingContext2D, x: number, y: number, r: number, cell: Cell, ink: Ink) {
  const total = cell.quads.reduce((a, b) => a + b, 0) || 1;
  canvas.beginPath();
  canvas.arc(x, y, r + 1.5, 0, 2 * Math.PI);
  canvas.fillStyle = ink.ground;
  canvas.fill();
  const width = Math.max(3.5, r * 0.3);
  canvas.lineWidth = width;
  let from = -Math.PI / 2;
  // Round the clock: material and verbal cooperation, then verbal and material conflict.
  for (const quad of [1, 0, 2, 3] as const) {
    const to = from + (2 * Math.PI * cell.quads[quad]) / total;
    if (to > from) {
      canvas.beginPath();
      canvas.arc(x, y, r - width / 2, from, to);
      canvas.strokeStyle = ink.quads[quad];
      canvas.stroke();
    }
    from = to;
  }
}

function sign(canvas: CanvasRenderingContext2D, x: number, y: number, r: number, quad: Quad, ink: Ink) {
  const colour = ink.quads[quad - 1]!;
  canvas.beginPath();
  if (quad <= 2) canvas.arc(x, y, r - 1, 0, 2 * Math.PI);
  else {
    canvas.moveTo(x, y - r);
    canvas.lineTo(x + r, y);
    canvas.lineTo(x, y + r);
    canvas.lineTo(x - r, y);
    canvas.closePath();
  }
  canvas.lineWidth = 5;
  canvas.strokeStyle = ink.ground;
  canvas.stroke();
  canvas.fillStyle = quad === 2 || quad === 4 ? colour : ink.ground;
  canvas.fill();
  canvas.lineWidth = 2.2;
  canvas.strokeStyle = colour;
  canvas.stroke();
}

/** The spot under a point; of several the one on top. */
export const hit = (spots: readonly Spot[], x: number, y: number): Spot | undefined =>
  spots.findLast((spot) => Math.hypot(spot.x - x, spot.y - y) <= spot.r + 3);
