// Relations, networks and briefs of the world: simple stand-ins for what the program computes, with the same shape.

import { STATES } from './claims.mjs';
import { startOf } from './world.mjs';

const side = (id) => ({ id, name: STATES[id]?.[1] ?? id });
const round = (n) => Math.round(n * 100) / 100;
const counts = (e) => e.status.polarity === 'affirmed' && e.status.certainty === 'asserted' && ['past', 'present'].includes(e.status.tense);
const codes = (e) => [...new Set([...e.actors, ...e.recipients].map((p) => p.country))];
export const ofDyad = (events, a, b) => events.filter((e) => codes(e).includes(a) && codes(e).includes(b));

export function relation(events, a, b, from, to) {
  const mine = ofDyad(events, a, b).filter((e) => startOf(e) && startOf(e) >= from && startOf(e) <= to);
  const periods = [];
  let level = 0;
  let weight = 0;
  for (let month = 0; ; month++) {
    const start = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 + month, 1)).toISOString().slice(0, 10);
    if (start > to) break;
    const end = new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)), 0)).toISOString().slice(0, 10);
    const inside = mine.filter((e) => startOf(e) >= start && startOf(e) <= end);
    const told = inside.filter(counts);
    const quads = [0, 0, 0, 0];
    const categories = {};
    for (const e of told) {
      quads[e.quad - 1]++;
      categories[e.event] = (categories[e.event] ?? 0) + 1;
    }
    const mean = told.length ? told.reduce((sum, e) => sum + e.score, 0) / told.length : null;
    level = (level * weight * 0.7 + told.reduce((sum, e) => sum + e.score, 0)) / (weight * 0.7 + told.length || 1);
    weight = weight * 0.7 + told.length;
    const half = 5.5 / Math.sqrt(weight + 0.6);
    const apart = { historical: 0, future: 0, hypothetical: 0, negated: 0, undated: 0 };
    for (const e of inside)
      if (!counts(e))
        apart[
          e.status.polarity === 'negated'
            ? 'negated'
            : e.status.tense === 'future'
              ? 'future'
              : e.status.tense === 'historical'
                ? 'historical'
                : 'hypothetical'
        ]++;
    periods.push({
      start,
      end,
      events: told.length,
      weight: told.length,
      categories,
      quads,
      mean: mean === null ? null : round(mean),
      level: { value: round(level), low: round(Math.max(-10, level - half)), high: round(Math.min(10, level + half)) },
      apart,
    });
  }
  const means = (after, before) => {
    const s = mine.filter((e) => counts(e) && startOf(e) >= after && startOf(e) < before).map((e) => e.score);
    return s.length ? round(s.reduce((x, y) => x + y, 0) / s.length) : 0;
  };
  const SHIFTS = { 'ARM AZE': ['2023-11-01'], 'AZE RUS': ['2024-04-01'], 'ARM RUS': ['2023-10-01'], 'ARM FRA': ['2023-11-01'] };
  const at = (SHIFTS[[a, b].sort().join(' ')] ?? []).filter((day) => day > from && day < to);
  const ends = [from, ...at, '9999'];
  const shifts = at.map((day, i) => {
    const before = means(ends[i], day);
    const after = means(day, ends[i + 2]);
    const month = new Date(Date.parse(day) - 20 * 86400000).toISOString().slice(0, 10);
    const next = new Date(Date.parse(day) + 35 * 86400000).toISOString().slice(0, 10);
    const size = round(after - before);
    return {
      at: day,
      interval: [month, next],
      before,
      after,
      size: { value: size, low: round(size - 2.1), high: round(size + 2.1) },
      p: 0.004,
      drivers: mine
        .filter((e) => counts(e) && startOf(e) >= day)
        .slice(0, 5)
        .map((e, i) => ({ event: e.id, share: round(0.9 - i * 0.15) })),
    };
  });
  const told = mine.filter(counts).length;
  const last = shifts.at(-1);
  const course = told < 8 ? 'not enough evidence' : !last ? 'unchanged' : last.size.value > 0 ? 'closer' : 'further apart';
  const sides = [a, b].sort();
  const mediators = sides.join(' ') === 'ARM AZE' ? thirds(events, mine) : [];
  return {
    dyad: sides.map(side),
    from,
    to,
    step: 'month',
    answer: {
      course,
      difference: last && told >= 8 ? last.size : told >= 8 ? { value: 0.2, low: -0.8, high: 1.1 } : null,
      before: told >= 8 ? [from, last ? previous(last.at) : '2023-12-31'] : null,
      now: told >= 8 ? [last?.at ?? '2024-01-01', to] : null,
      reason: reasonOf(mine.filter(counts), last),
      because: 'The page tells the reason itself.',
    },
    periods,
    shifts,
    silences: sides.join(' ') === 'ARM FRA' ? [{ from: '2023-03-01', to: '2023-06-30', p: 0.01 }] : [],
    third_parties: mediators,
  };
}
function reasonOf(told, last) {
  if (!told.length) return { kind: 'nothing' };
  if (told.length < 8) return { kind: 'too_few', events: told.length, weeks: Math.min(told.length, 3) };
  const before = told.filter((e) => startOf(e) < (last?.at ?? '2024-01-01')).length;
  const events = [before, told.length - before];
  return last ? { kind: 'shift', p: last.p, before: last.before, after: last.after, events } : { kind: 'third', events };
}
const previous = (day) => new Date(Date.parse(day) - 86400000).toISOString().slice(0, 10);

function thirds(events) {
  const by = (a, b) => ofDyad(events, a, b).filter(counts);
  const role = (who, name, toward, list) => ({
    who: side(who),
    role: name,
    toward,
    first: startOf(list[0]) ?? '2023-01-01',
    last: startOf(list.at(-1)) ?? '2024-12-31',
    weight: list.length,
    events: list.map((e) => e.id),
  });
  const sorted = (list) => [...list].sort((x, y) => (startOf(x) ?? '').localeCompare(startOf(y) ?? ''));
  const mediation = sorted(events.filter((e) => e.third_parties.length && startOf(e)));
  return [
    ...(mediation.length ? [role('RUS', 'mediator', null, mediation)] : []),
    role('TUR', 'ally', 'AZE', sorted(by('AZE', 'TUR'))),
    role('FRA', 'patron', 'ARM', sorted(by('ARM', 'FRA'))),
    role('ISR', 'sponsor', 'AZE', sorted(by('AZE', 'ISR'))),
  ];
}

export function dyads(events, from, to, party) {
  const rows = new Map();
  for (const e of events) {
    const day = startOf(e);
    if (!day || day < from || day > to || !counts(e)) continue;
    const two = codes(e)
      .filter((c) => STATES[c])
      .sort();
    if (two.length !== 2 || (party && !two.includes(party))) continue;
    const row = rows.get(two.join()) ?? { dyad: two.map(side), events: 0, first: day, last: day, sum: 0 };
    row.events++;
    row.sum += e.score;
    row.first = day < row.first ? day : row.first;
    row.last = day > row.last ? day : row.last;
    rows.set(two.join(), row);
  }
  return [...rows.values()]
    .sort((x, y) => y.events - x.events)
    .map(({ sum, ...row }) => {
      const value = round(sum / row.events);
      const half = 4 / Math.sqrt(row.events);
      return { ...row, level: { value, low: round(value - half), high: round(value + half) } };
    });
}

export function network(events, from, to, least) {
  const ties = dyads(events, from, to)
    .filter((row) => row.events >= least)
    .map(({ dyad, events, level }) => ({
      between: dyad.map((s) => s.id),
      events,
      weight: events * 0.9,
      level,
      sign: level.low > 0 ? 1 : level.high < 0 ? -1 : 0,
    }));
  const ids = [...new Set(ties.flatMap((t) => t.between))].sort();
  const sign = (x, y) => ties.find((t) => t.between.includes(x) && t.between.includes(y))?.sign ?? null;
  const BLOC = { ARM: 0, FRA: 0, USA: 0, UKR: 0, AZE: 1, TUR: 1, ISR: 1, COD: 2, AGO: 2 };
  const triads = [];
  for (let i = 0; i < ids.length; i++)
    for (let j = i + 1; j < ids.length; j++)
      for (let k = j + 1; k < ids.length; k++) {
        const signs = [sign(ids[i], ids[j]), sign(ids[i], ids[k]), sign(ids[j], ids[k])];
        if (signs.every((s) => s)) triads.push({ members: [ids[i], ids[j], ids[k]], signs, balanced: signs.reduce((x, y) => x * y) > 0 });
      }
  return {
    from,
    to,
    ties,
    triads,
    balance: triads.length ? round(triads.filter((t) => t.balanced).length / triads.length) : null,
    members: ids.map((id) => ({
      ...side(id),
      bloc: BLOC[id] ?? null,
      weight: round(ties.filter((t) => t.between.includes(id)).reduce((sum, t) => sum + t.weight, 0)),
    })),
  };
}

export function realignments(of, events, from, to) {
  if (of !== 'ARM') return [];
  const shift = (b) => relation(events, 'ARM', b, from, to).shifts[0];
  const [weakened, strengthened] = [shift('RUS'), shift('FRA')];
  return weakened && strengthened
    ? [{ of: side('ARM'), away: side('RUS'), toward: side('FRA'), weakened, strengthened, days_between: 31 }]
    : [];
}

export function brief(claims, reports, a, b, third, lang, from, to) {
  const fr = lang === 'fr';
  const source = (number, id) => {
    const c = claims.get(id);
    const e = c.evidence[0];
    return {
      number,
      event: c.in_event,
      claim: id,
      report: c.report,
      published: c.published,
      language: c.language,
      publisher: c.source,
      url: c.url,
      title: c.title,
      span: e.span,
      text: e.text,
    };
  };
  const sections = [
    [
      'state',
      fr ? 'État de la relation' : 'State of the dyad',
      [
        [
          fr
            ? 'L’Arménie et l’Azerbaïdjan restent en conflit, mais le niveau monte depuis novembre 2023.'
            : 'Armenia and Azerbaijan remain in conflict, but the level has risen since November 2023.',
          [1, 2],
        ],
      ],
    ],
    [
      'events',
      fr ? 'Événements' : 'Events',
      [
        [
          fr
            ? 'Le 19 septembre 2023, des forces azerbaïdjanaises ont bombardé Stepanakert.'
            : 'On 19 September 2023 Azerbaijani forces shelled Stepanakert.',
          [2, 3, 4],
        ],
        [
          fr ? 'Le président russe a visité Bakou les 18 et 19 août 2024.' : 'The Russian president visited Baku on 18 and 19 August 2024.',
          [5],
        ],
      ],
    ],
    [
      'tolls',
      fr ? 'Bilans' : 'Tolls',
      [
        [
          fr
            ? 'De 25 à 400 morts, selon la source ; 187 selon Erevan.'
            : 'Between 25 and 400 were killed, by source; 187 by Yerevan’s count.',
          [1, 2, 3, 4],
        ],
      ],
    ],
    [
      'disputes',
      fr ? 'Faits contestés' : 'Disputes of fact',
      [[fr ? 'L’Azerbaïdjan dément avoir visé des civils.' : 'Azerbaijan denies that civilians were hit.', [3]]],
    ],
    ['third_parties', fr ? 'Tiers' : 'Third parties', [[fr ? 'La Russie a offert sa médiation.' : 'Russia offered to mediate.', [6, 7]]]],
    ['announced', fr ? 'Annoncé' : 'Announced', [[fr ? 'Moscou accueillera des pourparlers.' : 'Moscow will host talks.', [8]]]],
  ];
  const ids = ['fr-1-1', 'de-1-1', 'tr-1-1', 'ar-1-1', 'ru-1-1', 'en-1-2', 'es-1-1', 'ar-1-2'];
  return {
    dyad: [a, b].sort().map(side),
    ...(third ? { with: side(third) } : {}),
    from,
    to,
    language: lang,
    title: fr ? 'Arménie et Azerbaïdjan' : 'Armenia and Azerbaijan',
    sections: sections.map(([kind, heading, told]) => ({ kind, heading, sentences: told.map(([text, evidence]) => ({ text, evidence })) })),
    evidence: ids.map((id, i) => source(i + 1, id)).filter((s) => reports.has(s.report)),
  };
}
