// In: paths of docs/api.md and parameters. Out: answers from a small world, that judgements change.

import { STATES } from './claims.mjs';
import { brief, dyads, network, ofDyad, realignments, relation } from './relations.mjs';
import { ALL_PLACES, eventOf, startOf, world } from './world.mjs';

const [FIRST, LAST] = ['2023-01-01', '2024-12-31'];

export class Problem extends Error {
  constructor(status, title, detail, remedy) {
    super(detail);
    Object.assign(this, { status, title, detail, remedy });
  }
}

export function store() {
  const { reports, claims, denies } = world();
  const log = [];
  let pairs = [
    ['fr-1-1', 'hostile-1'],
    ['it-1-1', 'fr-1-4'],
    ['en-1-3', 'uk-1-1'],
  ];
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
    reports,
    claims,
    denies,
    log,
    get events() {
      return known;
    },
    get pairs() {
      return pairs.filter((ids) => ids.every((id) => claims.has(id) && !claims.get(id).false));
    },
    judge(body) {
      const nr = log.length + 1;
      const ids = body.claims ?? body.parts?.flat() ?? (body.claim ? [body.claim] : []);
      for (const id of ids)
        if (!claims.has(id) && !known.some((e) => e.id === id)) throw new Problem(422, 'Judgement', `${id}: no such claim`, 'see /claims');
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
      if (body.kind === 'split' && body.claims)
        for (const id of ids) {
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
        if (body.fields.event === undefined && Object.keys(body.fields).length === 0)
          throw new Problem(422, 'Judgement', 'a correction of no field', 'name one');
        const was = claims.get(body.claim);
        claims.set(body.claim, {
          ...was,
          ...body.fields,
          ...(body.fields.event ? { quad: eventOf('x', [{ ...was, ...body.fields }], []).quad, mode: [] } : {}),
          reviewed: was,
        });
        undo.push(() => claims.set(body.claim, was));
      }
      if (body.kind === 'undo') {
        const target = log.find((r) => r.nr === body.review);
        if (!target || target.undone_by) throw new Problem(409, 'Judgement', `review ${body.review}: it is undone already`, 'see /reviews');
        target.undo.forEach((back) => back());
        target.undone_by = nr;
      }
      log.push({
        nr,
        at: '2026-11-30T10:00:00Z',
        author: 'analyst',
        kind: body.kind,
        ...(body.note ? { note: body.note } : {}),
        undone_by: null,
        claims: ids,
        ...(body.fields ? { fields: body.fields } : {}),
        ...(body.review ? { review: body.review } : {}),
        undo,
      });
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
  return s.events
    .filter((e) => {
      const all = [...e.actors, ...e.recipients];
      const dyad = list('dyad');
      const place = q.get('place');
      const at = place && /^-?[\d.]+,-?[\d.]+,[\d.]+$/.test(place) ? place.split(',').map(Number) : null;
      return (
        (!q.get('actor') || has(e.actors, q.get('actor'))) &&
        (!q.get('recipient') || has(e.recipients, q.get('recipient'))) &&
        (!q.get('party') || has(all, q.get('party'))) &&
        (!dyad || dyad.every((who) => has(all, who))) &&
        (!list('category') || list('category').includes(e.event)) &&
        (!list('quad') || list('quad').includes(String(e.quad))) &&
        (!list('status') || list('status').every((w) => Object.values(e.status).includes(w))) &&
        (!place ||
          (at
            ? e.where?.lat != null && far(at[0], at[1], e.where) <= at[2]
            : e.where && (e.where.id === place || e.where.country === place || e.where.name === place))) &&
        overlap(e, q.get('from'), q.get('to')) &&
        (!q.get('language') || e.languages.includes(q.get('language'))) &&
        (!q.get('sources') || e.sources >= Number(q.get('sources'))) &&
        (!q.get('confidence') || e.confidence >= Number(q.get('confidence'))) &&
        (!q.get('text') ||
          e.claims.some((id) => s.reports.get(s.claims.get(id).report).text.toLowerCase().includes(q.get('text').toLowerCase())))
      );
    })
    .sort((a, b) => (startOf(b) ?? '').localeCompare(startOf(a) ?? '') || (a.id < b.id ? -1 : 1));
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
  const inside = events.filter(
    (x) => x.where?.lat != null && x.where.lon >= w && x.where.lon <= e && x.where.lat >= south && x.where.lat <= n,
  );
  for (const x of inside) {
    const key = `${Math.floor(((x.where.lon + 180) / 360) * across)} ${Math.floor(down(x.where.lat) * across)}`;
    cells.set(key, [...(cells.get(key) ?? []), x]);
  }
  const mean = (all, of) => Math.round((all.reduce((sum, x) => sum + of(x), 0) / all.length) * 1e5) / 1e5;
  return {
    cells: [...cells.values()].map((all) => ({
      lat: mean(all, (x) => x.where.lat),
      lon: mean(all, (x) => x.where.lon),
      events: all.length,
      killed: all.reduce((sum, x) => sum + (x.toll?.killed?.best ?? 0), 0),
      quads: [1, 2, 3, 4].map((quad) => all.filter((x) => x.quad === quad).length),
      coarse: all.filter((x) => x.where.precision > 4).length,
      event: all.length === 1 ? all[0].id : null,
    })),
    total: events.length,
    placed: inside.length,
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
  return {
    step,
    periods: [...by.values()].sort((a, b) => (a.start < b.start ? -1 : 1)),
    undated: events.filter((e) => !startOf(e)).length,
  };
}

const NAMES = [
  ['ARM', 'Armenia', 'Arménie', 'Армения', 'أرمينيا'],
  ['AZE', 'Azerbaijan', 'Azerbaïdjan', 'Азербайджан', 'أذربيجان'],
  ['RUS', 'Russia', 'Russie', 'Россия', 'روسيا'],
  ['FRA', 'France', 'Frankreich'],
  ['TUR', 'Turkey', 'Turquie'],
  ['GEO', 'Georgia', 'Géorgie'],
  ['UKR', 'Ukraine'],
  ['PSE', 'Palestine'],
  ['IRN', 'Iran'],
  ['IND', 'India', 'Inde'],
];

function search(s, text, limit) {
  const low = text.toLowerCase();
  const reports = [...s.reports.values()]
    .filter((r) => r.text.toLowerCase().includes(low))
    .slice(0, limit)
    .map((r) => {
      const at = r.text.toLowerCase().indexOf(low);
      const snippet = [
        { text: r.text.slice(Math.max(0, at - 60), at), hit: false },
        { text: r.text.slice(at, at + text.length), hit: true },
        { text: r.text.slice(at + text.length, at + text.length + 80), hit: false },
      ].filter((p) => p.text);
      return { id: r.id, title: r.title ?? null, published: r.published, source: r.source ?? null, language: r.language, snippet };
    });
  return {
    reports,
    who: NAMES.filter((names) => names.some((n) => n.toLowerCase().startsWith(low)))
      .map(([id]) => ({ id, name: STATES[id][1], kind: 'state', entity: STATES[id][0], country: id, sector: 'GOV', events: 10 }))
      .slice(0, limit),
    places: Object.values(ALL_PLACES)
      .filter(([name]) => name.toLowerCase().startsWith(low))
      .map(([name, id, country, lat, lon]) => ({ id, name, country, lat, lon, events: 3 }))
      .slice(0, limit),
  };
}

/** Alerts of three rules: of an event that reached one target and not another, of a shift that was given up, and many that are only kept. */
function alerts(s) {
  const evidence = (event) =>
    event.claims.map((id, i) => {
      const c = s.claims.get(id);
      const { span, text } = c.evidence[0];
      const { report, published, language, source, url, title } = c;
      return { number: i + 1, event: event.id, claim: id, report, published, language, publisher: source, url, title, span, text };
    });
  const alert = (n, rule, event, more) => ({
    id: `a-${n}`,
    rule,
    at: `2024-09-${String(30 - (n % 28)).padStart(2, '0')}T10:05:00Z`,
    sentence: 'It happened.',
    event,
    sources: event.sources,
    evidence: evidence(event),
    deliveries: [],
    ...more,
  });
  const war = s.events.find((e) => e.id === 'e-fr-1-1');
  const { shifts, dyad } = relation(s.events, 'ARM', 'RUS', FIRST, LAST);
  const went = (target, more) => ({ target, attempts: 1, delivered_at: null, next_at: null, fault: null, ...more });
  return [
    alert(0, 'Many dead <b>near</b> Stepanakert', war, {
      deliveries: [
        went('log', { delivered_at: '2024-09-30T10:05:01Z' }),
        went('desk', { attempts: 3, next_at: '2024-09-30T10:12:00Z', fault: 'https://desk.example.org: no answer within 10s' }),
      ],
    }),
    alert(1, 'Armenia turns from Russia', war, {
      event: undefined,
      shift: { ...shifts[0], dyad, course: 'further apart' },
      deliveries: [went('desk', { attempts: 12, fault: 'the host answered 500' })],
    }),
    ...s.events.slice(0, 30).map((event, i) => alert(i + 2, 'All that comes', event)),
  ];
}

export function answer(s, path, q, mode) {
  const [kind, a, b] = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [from, to] = [
    pad(q.get('from') ?? FIRST)
      .slice(0, 10)
      .padEnd(10, '-01'),
    pad(q.get('to') ?? LAST).replace(/-31$/, '-28'),
  ];
  const missing = (what) => new Problem(404, 'Not found', `${what}: there is none`, 'see /search');
  const claims = [...s.claims.values()].filter((c) => !c.false);
  if (kind === 'status')
    return {
      program: 'chancery',
      version: '0.1.0',
      public: !!mode.token,
      rights: mode.rights.split(','),
      caller: 'analyst',
      first: mode.empty ? null : FIRST,
      last: mode.empty ? null : LAST,
      counts: mode.empty
        ? { reports: 0, copies: 0, claims: 0, events: 0, rejects: 0, reviews: 0 }
        : { reports: s.reports.size, copies: 2, claims: claims.length, events: s.events.length, rejects: 1, reviews: s.log.length },
    };
  if (kind === 'datasets') return { rows: [] };
  const events = mode.empty ? [] : filtered(s, q);
  switch (kind) {
    case 'events': {
      if (!a) return paged(events, q);
      if (a === 'e-old') return { redirect: '/api/v1/events/e-fr-1-1' };
      const event = s.events.find((e) => e.id === a);
      if (!event) throw missing(a);
      return {
        event,
        stale: false,
        members: event.claims.map((id, i) => ({
          claim: s.claims.get(id),
          denies: s.denies.includes(id),
          reasons: i
            ? {
                with: event.claims[0],
                score: 0.93 - i / 50,
                because: ['same category', 'same countries', 'same time', 'reports of one happening: 0.91'],
              }
            : {},
        })),
      };
    }
    case 'claims':
      if (a)
        return (
          s.claims.get(a) ??
          (() => {
            throw missing(a);
          })()
        );
      return paged(
        claims.filter(
          (c) =>
            (!q.get('report') || c.report === q.get('report')) &&
            (!q.get('language') || c.language === q.get('language')) &&
            (!q.get('text') || s.reports.get(c.report).text.toLowerCase().includes(q.get('text').toLowerCase())),
        ),
        q,
      );
    case 'reports': {
      if (!a)
        return paged(
          [...s.reports.values()]
            .filter((r) => !mode.empty && (!q.get('language') || r.language === q.get('language')))
            .map((r) => ({
              id: r.id,
              title: r.title ?? null,
              published: r.published,
              source: r.source ?? null,
              language: r.language,
              url: r.url ?? null,
              claims: claims.filter((c) => c.report === r.id).length,
              copy_of: null,
            })),
          q,
        );
      const report = s.reports.get(a);
      if (!report) throw missing(a);
      return { report, claims: claims.filter((c) => c.report === a) };
    }
    case 'search':
      return search(s, q.get('q') ?? '', Number(q.get('limit') ?? 20));
    case 'map':
      return mapOf(events, q);
    case 'timeline':
      return timeline(events, q);
    case 'dyads':
      if (!a)
        return {
          rows: mode.empty
            ? []
            : dyads(s.events, from, to, q.get('party') && whoIs(q.get('party'))).slice(0, Number(q.get('limit') ?? 100)),
        };
      if (!STATES[whoIs(a)] || !STATES[whoIs(b)]) throw missing(`${a}, ${b}`);
      return relation(s.events, whoIs(a), whoIs(b), from, to);
    case 'realignments':
      return { rows: realignments(q.get('of'), s.events, from, to) };
    case 'network':
      return network(s.events, from, to, Number(q.get('least') ?? 3));
    case 'briefs':
      return ofDyad(s.events, whoIs(a), whoIs(b)).length < 3
        ? { dyad: [], from, to, language: q.get('lang'), title: `${a} – ${b}`, sections: [], evidence: [] }
        : brief(s.claims, s.reports, whoIs(a), whoIs(b), q.get('with'), q.get('lang') ?? 'en', from, to);
    case 'alerts':
      return paged(mode.empty ? [] : alerts(s).filter((a) => !q.get('rule') || a.rule === q.get('rule')), q);
    case 'review':
      return {
        pairs: s.pairs.map((ids, i) => ({
          score: 0.62 - i / 20,
          reasons: ['same category', 'same countries', `${3 + i} days apart`],
          claims: ids.map((id) => s.claims.get(id)),
        })),
      };
    case 'reviews':
      return { rows: s.log.map(({ undo: _undo, ...row }) => row).reverse() };
    default:
      throw missing(path);
  }
}
