// In: a network of states. Out: where a drawing puts them: friends near each other, blocs together, foes apart. Always: the same network gives the
// same drawing; d3-force starts from fixed places and its own fixed random numbers.

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { polygonHull } from 'd3-polygon';
import type { Network, NetworkMember, Tie } from '$/api/records';

export interface Node extends SimulationNodeDatum {
  member: NetworkMember;
  r: number;
  x: number;
  y: number;
}
export interface Edge {
  tie: Tie;
  a: Node;
  b: Node;
  width: number;
}
export interface Drawing {
  nodes: Node[];
  edges: Edge[];
  blocs: { bloc: number; path: string; x: number; y: number }[];
}

/** A drawing narrower than this has smaller marks, and codes for names. */
export const NARROW = 560;
/** Ties that a drawing holds before it is a tangle: the heaviest are drawn, a table has all. */
export const MOST_TIES = 160;
/** Steps of the simulation: it has come to rest by then. */
const TICKS = 320;
/** Distance of the outline of a bloc from its members. */
export const BLOC_MARGIN = 26;

/** The part of a network that is drawn. */
export function drawable(network: Network): Network {
  if (network.ties.length <= MOST_TIES) return network;
  const ties = [...network.ties].sort((a, b) => b.weight - a.weight).slice(0, MOST_TIES);
  const tied = new Set(ties.flatMap((tie) => tie.between));
  return { ...network, ties, members: network.members.filter((member) => tied.has(member.id)) };
}

export function draw(network: Network, width: number, height: number): Drawing {
  const heaviest = Math.max(1e-9, ...network.members.map((m) => m.weight));
  const size = Math.min(width, height);
  const blocs = [...new Set(network.members.flatMap((m) => (m.bloc === null ? [] : [m.bloc])))].sort((a, b) => a - b);
  const home = new Map(
    blocs.map((bloc, i) => {
      const angle = (2 * Math.PI * i) / blocs.length - Math.PI / 2;
      const far = blocs.length > 1 ? size * 0.3 : 0;
      return [bloc, [Math.cos(angle) * far * (width / size), Math.sin(angle) * far] as const];
    }),
  );
  const nodes = network.members.map((member): Node => ({
    member,
    r: (4 + 9 * Math.sqrt(member.weight / heaviest)) * (width < NARROW ? 0.75 : 1),
    x: NaN,
    y: NaN,
  }));
  const byId = new Map(nodes.map((node) => [node.member.id, node]));
  const strongest = Math.max(1e-9, ...network.ties.map((t) => t.weight));
  const edges = network.ties.flatMap((tie): Edge[] => {
    const [a, b] = tie.between.map((id) => byId.get(id));
    return a && b ? [{ tie, a, b, width: 0.75 + 3.25 * Math.sqrt(tie.weight / strongest) }] : [];
  });
  const room = Math.sqrt((width * height) / Math.max(1, nodes.length));
  const links = edges.map(({ tie, a, b }): SimulationLinkDatum<Node> & { sign: number } => ({ source: a, target: b, sign: tie.sign }));
  const spot = (axis: 0 | 1) => (node: Node) => (node.member.bloc === null ? 0 : home.get(node.member.bloc)![axis]);
  forceSimulation(nodes)
    .force(
      'link',
      forceLink(links)
        .distance((l) => room * (l.sign > 0 ? 0.75 : l.sign < 0 ? 1.6 : 1.2))
        .strength((l) => (l.sign > 0 ? 0.12 : l.sign < 0 ? 0.03 : 0.02)),
    )
    .force(
      'charge',
      forceManyBody<Node>()
        .strength(-room * 3.2)
        .distanceMax(size),
    )
    .force(
      'collide',
      forceCollide<Node>((node) => node.r + 20),
    )
    .force(
      'x',
      forceX<Node>(spot(0)).strength((node) => (node.member.bloc === null ? 0.03 : 0.16)),
    )
    .force(
      'y',
      forceY<Node>(spot(1)).strength((node) => (node.member.bloc === null ? 0.05 : 0.16)),
    )
    .stop()
    .tick(TICKS);
  fit(nodes, width, height);
  const outlines = blocs.map((bloc) => {
    const members = nodes.filter((node) => node.member.bloc === bloc);
    const points = members.map((node): [number, number] => [node.x, node.y]);
    const hull = polygonHull(points) ?? points;
    const path = `M${hull.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`;
    return {
      bloc,
      path,
      x: points.reduce((sum, [x]) => sum + x, 0) / points.length,
      y: Math.min(...points.map(([, y]) => y)) - BLOC_MARGIN - 8,
    };
  });
  return { nodes, edges, blocs: outlines };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Fills the drawing, with room for names and outlines. */
function fit(nodes: Node[], width: number, height: number) {
  const margin = { x: Math.min(64, width * 0.1), top: 52, bottom: 40 };
  const xs = nodes.map((n) => n.x);
  const ys = nodes.map((n) => n.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scaleX = (width - 2 * margin.x) / Math.max(1, right - left);
  const scaleY = (height - margin.top - margin.bottom) / Math.max(1, bottom - top);
  // Room matters more than shape, up to twice as wide or as high.
  const [sx, sy] = [Math.min(scaleX, scaleY * 2), Math.min(scaleY, scaleX * 2)];
  for (const node of nodes) {
    node.x = width / 2 + (node.x - (left + right) / 2) * sx;
    node.y = margin.top + (height - margin.top - margin.bottom) / 2 + (node.y - (top + bottom) / 2) * sy;
  }
}

/** The member that lies next in a direction, for the arrow keys. */
export function neighbour(nodes: readonly Node[], from: Node, key: string): Node | undefined {
  const dx = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const dy = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const cost = (node: Node) => {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 0 ? along + 2 * aside : Infinity;
  };
  const best = nodes.filter((node) => node !== from && cost(node) < Infinity);
  return best.length ? best.reduce((a, b) => (cost(b) < cost(a) ? b : a)) : undefined;
}
