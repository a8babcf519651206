// A server for the tests: the built page with the real server's headers, and the answers of docs/api.md from a small world. `GET /mock?…` changes how it
// behaves: `fail=/path` (500), `slow=/path` (3 s), `empty=1`, `rights=read`, `token=secret`, `reset=1`.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ALL_PLACES, STATES, eventOf, startOf, world } from './world.mjs';
import { brief, dyads, network, ofDyad, realignments, relation } from './relations.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8' };
export const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const [FIRST, LAST] = ['2023-01-01', '2024-12-31'];

class Problem extends Error {
  constructor(status, title, detail, remedy) {
    super(detail);
    Object.assign(this, { status, title, detail, remedy });
  }
}

function store() {
  const { reports, claims, denies } = world();
  const log = [];
  let pairs = [['fr-1-1', 'hostile-1'], ['it-1-1', 'fr-1-4'], ['en-1-3', 'uk-1-1']];
  const merged = new Map();
  const events = () => {
    const groups = new Map();
    for (const c of claims.values()) {
      if (c.false || !c.in_event) continue;
      const id = merged.get(c.in_event) ?? c.in_event;
      groups.set(id, [...(groups.get(id) ?? []), c]);
    }
    return [...groups].map(([id, all]) => eventOf(id, all, denies));
  };
  let known = events();
  return {
    reports, claims, denies, log,
    get events() {
      return known;
    },
    get pairs() {
      return pairs.filter((ids) => ids.every((id) => claims.has(id) && !claims.get(id).false));
    },
    judge(body) {
      const nr = log.length + 1;
      const ids = body.claims ?? body.parts?.flat() ?? (body.claim ? [body.claim] : []);
      for (const id of ids) if (!claims.has(id) && !known.some((e) => e.id === id)) throw new Problem(422, 'Judgement', `${id}: no such claim`, 'see /claims');
      const undo = [];
      if (body.kind === 'merge') {
        const [a, ...rest] = ids.map((id) => claims.get(id)?.in_event ?? id);
        for (const b of rest) merged.set(b, a);
        undo.push(() => rest.forEach((b) => merged.delete(b)));
      }
      if (body.kind === 'merge' || body.parts) {
        const before = pairs;
        pairs = pairs.filter((pair) => !pair.every((id) => ids.includes(id)));
        undo.push(() => (pairs = before));
      }
      if (body.kind === 'split' && body.claims) for (const id of ids) {
        const c = claims.get(id);
        const was = c.in_event;
        c.in_event = `e-${id}`;
        undo.push(() => (c.in_event = was));
      }
      if (body.kind === 'false') {
        claims.get(body.claim).false = true;
        undo.push(() => delete claims.get(body.claim).false);
      }
      if (body.kind === 'correct') {
        if (body.fields.event === undefined && Object.keys(body.fields).length === 0) throw new Problem(422, 'Judgement', 'a correction of no field', 'name one');
        const was = claims.get(body.claim);
        claims.set(body.claim, { ...was, ...body.fields, ...(body.fields.event ? { quad: eventOf('x', [{ ...was, ...body.fields }], []).quad, mode: [] } : {}), reviewed: was });
        undo.push(() => claims.set(body.claim, was));
      }
      if (body.kind === 'undo') {
        const target = log.find((r) => r.nr === body.review);
        if (!target || target.undone_by) throw new Problem(409, 'Judgement', `review ${body.review}: it is undone already`, 'see /reviews');
        target.undo.forEach((back) => back());
        target.undone_by = nr;
      }
      log.push({ nr, at: '2026-11-30T10:00:00Z', author: 'analyst', kind: body.kind, ...(body.note ? { note: body.note } : {}), undone_by: null, claims: ids, ...(body.fields ? { fields: body.fields } : {}), ...(body.review ? { review: body.review } : {}), undo });
      known = events();
      return { review: nr, events: 1 };
    },
  };
}

const overlap = (e, from, to) => {
  const start = startOf(e);
  return (!from || (e.when?.end ?? start ?? '') >= from) && (!to || (start ?? '9999') <= pad(to));
};
const pad = (date) => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date);
const far = (lat, lon, p) => Math.hypot((p.lat - lat) * 111, (p.lon - lon) * 111 * Math.cos((lat * Math.PI) / 180));
const whoIs = (text) => {
  const code = Object.keys(STATES).find((c) => c === text || STATES[c][0] === text || STATES[c][1].toLowerCase() === text.toLowerCase());
  return code ?? text;
};

function filtered(s, q) {
  const list = (name) => (q.get(name) ? q.get(name).split(',') : null);
  const has = (side, who) => side.some((p) => p.country === whoIs(who) || p.entity === who);
  return s.events.filter((e) => {
    const all = [...e.actors, ...e.recipients];
    const dyad = list('dyad');
    const place = q.get('place');
    const at = place && /^-?[\d.]+,-?[\d.]+,[\d.]+$/.test(place) ? place.split(',').map(Number) : null;
    return (!q.get('actor') || has(e.actors, q.get('actor'))) && (!q.get('recipient') || has(e.recipients, q.get('recipient'))) && (!q.get('party') || has(all, q.get('party')))
      && (!dyad || dyad.every((who) => has(all, who))) && (!list('category') || list('category').includes(e.event)) && (!list('quad') || list('quad').includes(String(e.quad)))
      && (!list('status') || list('status').every((w) => Object.values(e.status).includes(w)))
      && (!place || (at ? e.where?.lat != null && far(at[0], at[1], e.where) <= at[2] : e.where && (e.where.id === place || e.where.country === place || e.where.name === place)))
      && overlap(e, q.get('from'), q.get('to')) && (!q.get('language') || e.languages.includes(q.get('language')))
      && (!q.get('sources') || e.sources >= Number(q.get('sources'))) && (!q.get('confidence') || e.confidence >= Number(q.get('confidence')))
      && (!q.get('text') || e.claims.some((id) => s.reports.get(s.claims.get(id).report).text.toLowerCase().includes(q.get('text').toLowerCase())));
  }).sort((a, b) => (startOf(b) ?? '').localeCompare(startOf(a) ?? '') || (a.id < b.id ? -1 : 1));
}

function paged(rows, q) {
  const limit = Number(q.get('limit') ?? 100);
  const from = Number(q.get('after') ?? 0);
  return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null };
}

function mapOf(events, q) {
  const [w, south, e, n] = q.get('bbox').split(',').map(Number);
  const across = (512 / 44) * 2 ** Number(q.get('zoom'));
  const down = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  const cells = new Map();
  const inside = events.filter((x) => x.where?.lat != null && x.where.lon >= w && x.where.lon <= e && x.where.lat >= south && x.where.lat <= n);
  for (const x of inside) {
    const key = `${Math.floor(((x.where.lon + 180) / 360) * across)} ${Math.floor(down(x.where.lat) * across)}`;
    cells.set(key, [...(cells.get(key) ?? []), x]);
  }
  const mean = (all, of) => Math.round((all.reduce((sum, x) => sum + of(x), 0) / all.length) * 1e5) / 1e5;
  return {
    cells: [...cells.values()].map((all) => ({
      lat: mean(all, (x) => x.where.lat), lon: mean(all, (x) => x.where.lon), events: all.length, killed: all.reduce((sum, x) => sum + (x.toll?.killed?.best ?? 0), 0),
      quads: [1, 2, 3, 4].map((quad) => all.filter((x) => x.quad === quad).length), coarse: all.filter((x) => x.where.precision > 4).length, event: all.length === 1 ? all[0].id : null,
    })),
    total: events.length, placed: inside.length,
  };
}

function timeline(events, q) {
  const step = q.get('step') ?? 'week';
  const startIn = (day) => {
    const d = new Date(day);
    if (step === 'week') d.setUTCDate(d.getUTCDate() - ((d.getUTCDay() + 6) % 7));
    else if (step === 'month') d.setUTCDate(1);
    else if (step === 'quarter') d.setUTCMonth(Math.floor(d.getUTCMonth() / 3) * 3, 1);
    else if (step === 'year') d.setUTCMonth(0, 1);
    return d.toISOString().slice(0, 10);
  };
  const LENGTH = { day: 1, week: 7 };
  const endOf = (start) => {
    const d = new Date(start);
    if (LENGTH[step]) d.setUTCDate(d.getUTCDate() + LENGTH[step] - 1);
    else d.setUTCMonth(d.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[step], 0);
    return d.toISOString().slice(0, 10);
  };
  const by = new Map();
  for (const e of events) {
    if (!startOf(e)) continue;
    const start = startIn(pad(startOf(e)).replace('-31', '-01').slice(0, 10).length === 10 ? startOf(e).padEnd(10, '-01') : startOf(e));
    const p = by.get(start) ?? { start, end: endOf(start), events: 0, quads: [0, 0, 0, 0], killed: 0 };
    p.events++;
    p.quads[e.quad - 1]++;
    p.killed += e.toll?.killed?.best ?? 0;
    by.set(start, p);
  }
  return { step, periods: [...by.values()].sort((a, b) => (a.start < b.start ? -1 : 1)), undated: events.filter((e) => !startOf(e)).length };
}

const NAMES = [['ARM', 'Armenia', 'Arménie', 'Армения', 'أرمينيا'], ['AZE', 'Azerbaijan', 'Azerbaïdjan', 'Азербайджан', 'أذربيجان'], ['RUS', 'Russia', 'Russie', 'Россия', 'روسيا'], ['FRA', 'France', 'Frankreich'], ['TUR', 'Turkey', 'Turquie'], ['GEO', 'Georgia', 'Géorgie'], ['UKR', 'Ukraine'], ['PSE', 'Palestine'], ['IRN', 'Iran'], ['IND', 'India', 'Inde']];

function search(s, text, limit) {
  const low = text.toLowerCase();
  const reports = [...s.reports.values()].filter((r) => r.text.toLowerCase().includes(low)).slice(0, limit).map((r) => {
    const at = r.text.toLowerCase().indexOf(low);
    const snippet = [{ text: r.text.slice(Math.max(0, at - 60), at), hit: false }, { text: r.text.slice(at, at + text.length), hit: true }, { text: r.text.slice(at + text.length, at + text.length + 80), hit: false }].filter((p) => p.text);
    return { id: r.id, title: r.title ?? null, published: r.published, source: r.source ?? null, language: r.language, snippet };
  });
  return {
    reports,
    who: NAMES.filter((names) => names.some((n) => n.toLowerCase().startsWith(low))).map(([id]) => ({ id, name: STATES[id][1], kind: 'state', events: 10 })).slice(0, limit),
    places: Object.values(ALL_PLACES).filter(([name]) => name.toLowerCase().startsWith(low)).map(([name, id, country, lat, lon]) => ({ id, name, country, lat, lon, events: 3 })).slice(0, limit),
  };
}

function answer(s, path, q, mode) {
  const [kind, a, b] = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [from, to] = [pad(q.get('from') ?? FIRST).slice(0, 10).padEnd(10, '-01'), pad(q.get('to') ?? LAST).replace(/-31$/, '-28')];
  const missing = (what) => new Problem(404, 'Not found', `${what}: there is none`, 'see /search');
  const claims = [...s.claims.values()].filter((c) => !c.false);
  if (kind === 'status') return {
    program: 'chancery', version: '0.1.0', public: !!mode.token, rights: mode.rights.split(','), caller: 'analyst', first: mode.empty ? null : FIRST, last: mode.empty ? null : LAST,
    counts: mode.empty ? { reports: 0, copies: 0, claims: 0, events: 0, rejects: 0, reviews: 0 } : { reports: s.reports.size, copies: 2, claims: claims.length, events: s.events.length, rejects: 1, reviews: s.log.length },
  };
  const events = mode.empty ? [] : filtered(s, q);
  switch (kind) {
    case 'events': {
      if (!a) return paged(events, q);
      if (a === 'e-old') return { redirect: '/api/v1/events/e-fr-1-1' };
      const event = s.events.find((e) => e.id === a);
      if (!event) throw missing(a);
      return { event, stale: false, members: event.claims.map((id, i) => ({ claim: s.claims.get(id), denies: s.denies.includes(id), reasons: i ? { with: event.claims[0], score: 0.93 - i / 50, because: ['same category', 'same countries', 'same time', 'reports of one happening: 0.91'] } : {} })) };
    }
    case 'claims':
      if (a) return s.claims.get(a) ?? (() => { throw missing(a); })();
      return paged(claims.filter((c) => (!q.get('report') || c.report === q.get('report')) && (!q.get('language') || c.language === q.get('language')) && (!q.get('text') || s.reports.get(c.report).text.toLowerCase().includes(q.get('text').toLowerCase()))), q);
    case 'reports': {
      if (!a) return paged([...s.reports.values()].filter((r) => !mode.empty && (!q.get('language') || r.language === q.get('language'))).map((r) => ({ id: r.id, title: r.title ?? null, published: r.published, source: r.source ?? null, language: r.language, url: r.url ?? null, claims: claims.filter((c) => c.report === r.id).length, copy_of: null })), q);
      const report = s.reports.get(a);
      if (!report) throw missing(a);
      return { report, claims: claims.filter((c) => c.report === a) };
    }
    case 'search': return search(s, q.get('q') ?? '', Number(q.get('limit') ?? 20));
    case 'map': return mapOf(events, q);
    case 'timeline': return timeline(events, q);
    case 'dyads':
      if (!a) return { rows: mode.empty ? [] : dyads(s.events, from, to, q.get('party') && whoIs(q.get('party'))).slice(0, Number(q.get('limit') ?? 100)) };
      if (!STATES[whoIs(a)] || !STATES[whoIs(b)]) throw missing(`${a}, ${b}`);
      return relation(s.events, whoIs(a), whoIs(b), from, to);
    case 'realignments': return { rows: realignments(q.get('of'), s.events, from, to) };
    case 'network': return network(s.events, from, to, Number(q.get('least') ?? 3));
    case 'briefs': return ofDyad(s.events, whoIs(a), whoIs(b)).length < 3 ? { dyad: [], from, to, language: q.get('lang'), title: `${a} – ${b}`, sections: [], evidence: [] } : brief(s.claims, s.reports, whoIs(a), whoIs(b), q.get('with'), q.get('lang') ?? 'en', from, to);
    case 'review': return { pairs: s.pairs.map((ids, i) => ({ score: 0.62 - i / 20, reasons: ['same category', 'same countries', `${3 + i} days apart`], claims: ids.map((id) => s.claims.get(id)) })) };
    case 'reviews': return { rows: s.log.map(({ undo: _undo, ...row }) => row).reverse() };
    default: throw missing(path);
  }
}

export function serve(port = 0) {
  const usual = { fail: '', slow: '', empty: false, rights: 'read,review,admin', token: '' };
  let mode = { ...usual };
  let s = store();
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    const send = (status, type, body, extra = {}) => {
      const packed = gzipSync(body);
      response.writeHead(status, { 'Content-Type': type, 'Content-Encoding': 'gzip', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', ...extra });
      response.end(request.method === 'HEAD' ? undefined : packed);
    };
    const json = (status, value) => send(status, status < 400 ? 'application/json' : 'application/problem+json', JSON.stringify(value));
    if (url.pathname === '/mock') {
      if (url.searchParams.get('reset')) [mode, s] = [{ ...usual }, store()];
      mode = { ...mode, ...Object.fromEntries(url.searchParams) };
      return json(200, mode);
    }
    requests.push(request.url);
    if (url.pathname.startsWith('/api/v1/')) {
      const path = url.pathname.slice('/api/v1'.length);
      try {
        if (mode.slow && path.startsWith(mode.slow)) await new Promise((wait) => setTimeout(wait, 3000));
        if (mode.fail && path.startsWith(mode.fail)) throw new Problem(500, 'Fault', 'disk I/O error while reading events', '');
        if (mode.token && request.headers.authorization !== `Bearer ${mode.token}`) throw new Problem(401, 'No token', 'a token is needed', 'send one');
        if (request.method === 'POST') {
          if (!mode.rights.includes('review')) throw new Problem(403, 'No right', 'the right review is needed', 'ask for a token');
          let body = '';
          for await (const chunk of request) body += chunk;
          return json(201, s.judge(JSON.parse(body)));
        }
        if (url.searchParams.get('format') === 'csv') return send(200, 'text/csv', 'id,event\r\n1,ASSAULT\r\n');
        const told = answer(s, path, url.searchParams, mode);
        if (told.redirect) return response.writeHead(307, { Location: told.redirect }).end();
        return json(200, told);
      } catch (fault) {
        const { status = 500, title = 'Fault', detail = String(fault), remedy = '' } = fault;
        if (status === 500 && !mode.fail) console.error(fault);
        return json(status, { type: 'about:blank', title, status, detail, remedy });
      }
    }
    const file = join(DIST, normalize(url.pathname));
    const there = file.startsWith(DIST) && extname(file) && existsSync(file);
    const path = there ? file : join(DIST, 'index.html');
    send(200, TYPES[extname(path)] ?? 'application/octet-stream', readFileSync(path), { 'Cache-Control': there && file.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache' });
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready({ url: `http://127.0.0.1:${server.address().port}`, requests, close: () => server.close() })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.env.PORT ?? 8601));
  console.log(url);
}
