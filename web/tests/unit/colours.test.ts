// The quad classes must be told apart by all: contrast against the ground (WCAG 2.2, 1.4.11), and distance from each other as people see them who lack
// red, green or blue cones (Machado, Oliveira and Fernandes 2009, severity 1).

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/look/tokens.css', import.meta.url), 'utf8');
type Rgb = [number, number, number];
const themes = ['light', 'dark'] as const;

function token(name: string, theme: (typeof themes)[number]): Rgb {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!found) throw new Error(`no --${name}`);
  const hex = found[theme === 'light' ? 1 : 2]!;
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
}
const linear = (c: Rgb) => c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as Rgb;
const luminance = (c: Rgb) => linear(c).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i]!, 0);
function contrast(a: Rgb, b: Rgb) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
const SIGHT: Record<'all' | 'protanopia' | 'deuteranopia' | 'tritanopia', number[][]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Oklab (Ottosson 2020) of a colour as somebody sees it. */
function seen(c: Rgb, sight: keyof typeof SIGHT): Rgb {
  const [r, g, b] = SIGHT[sight].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, w, i) => sum + w * linear(c)[i]!, 0),
      ),
    ),
  ) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const distance = (a: Rgb, b: Rgb) => Math.hypot(...a.map((v, i) => v - b[i]!));
/** Some five times what is just noticed side by side (0.02). */
const APART = 0.1;

describe.each(themes)('colours, %s', (theme) => {
  const quads = [1, 2, 3, 4].map((n) => token(`quad-${n}`, theme));
  it('of marks stand out from the ground', () => {
    for (const ground of ['paper', 'raised', 'land'] as const)
      for (const quad of quads) expect(contrast(quad, token(ground, theme))).toBeGreaterThanOrEqual(3);
  });
  it.each(Object.keys(SIGHT) as (keyof typeof SIGHT)[])('are told apart with %s', (sight) => {
    for (let i = 0; i < 4; i++)
      for (let j = i + 1; j < 4; j++)
        expect(distance(seen(quads[i]!, sight), seen(quads[j]!, sight)), `${i + 1} and ${j + 1}`).toBeGreaterThan(APART);
  });
  it('of words can be read on every ground', () => {
    for (const ground of ['paper', 'raised', 'sunk', 'wash', 'mark-1', 'mark-2', 'mark-3', 'mark-4', 'land'] as const) {
      expect(contrast(token('ink', theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(7);
      if (!ground.startsWith('mark')) expect(contrast(token('soft', theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
  it('of edges of fields are seen', () => {
    expect(contrast(token('edge', theme), token('paper', theme))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('edge', theme), token('raised', theme))).toBeGreaterThanOrEqual(3);
  });
});
