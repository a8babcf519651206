// A world for the tests: the written reports, and some hundred made events between states over two years, the same ones every time.

import { PLACES, STATES, claimOf, quadOf } from './claims.mjs';
import { REPORTS } from './reports.mjs';

/** A small generator of numbers that are always the same (Lehmer). */
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}

const MORE_PLACES = {
  agdam: ['Agdam', 'x:place-agdam', 'AZE', 39.993, 46.926, 1],
  lachin: ['Lachin', 'x:place-lachin', 'AZE', 39.64, 46.55, 1],
  tavush: ['Tavush', 'x:place-tavush', 'ARM', 40.88, 45.33, 4],
  paris: ['Paris', 'geonames:2988507', 'FRA', 48.853, 2.349, 1],
  ankara: ['Ankara', 'geonames:323786', 'TUR', 39.92, 32.854, 1],
  kyiv: ['Kyiv', 'geonames:703448', 'UKR', 50.45, 30.524, 1],
  kharkiv: ['Kharkiv', 'geonames:706483', 'UKR', 49.981, 36.253, 1],
  kherson: ['Kherson', 'geonames:706448', 'UKR', 46.656, 32.618, 1],
  khartoum: ['Khartoum', 'geonames:379252', 'SDN', 15.551, 32.532, 1],
  fasher: ['El Fasher', 'geonames:376332', 'SDN', 13.628, 25.35, 1],
  goma: ['Goma', 'geonames:216281', 'COD', -1.674, 29.224, 1],
  luanda: ['Luanda', 'geonames:2240449', 'AGO', -8.838, 13.234, 1],
  gaza: ['Gaza', 'geonames:281133', 'PSE', 31.5, 34.467, 1],
  cairo: ['Cairo', 'geonames:360630', 'EGY', 30.063, 31.25, 1],
  srinagar: ['Srinagar', 'geonames:1255634', 'IND', 34.086, 74.806, 1],
  tehran: ['Tehran', 'geonames:112931', 'IRN', 35.694, 51.422, 1],
};
const ALL_PLACES = { ...PLACES, ...MORE_PLACES };

const SENTENCES = {
  en: (a, b, verb) => `${a} ${verb} ${b}, officials said.`,
  fr: (a, b, verb) => `${a} ${verb} ${b}, selon des responsables.`,
  es: (a, b, verb) => `${a} ${verb} a ${b}, según fuentes oficiales.`,
  de: (a, b, verb) => `${a} ${verb} ${b}, hieß es aus Regierungskreisen.`,
  it: (a, b, verb) => `${a} ${verb} ${b}, riferiscono fonti ufficiali.`,
  pt: (a, b, verb) => `${a} ${verb} ${b}, segundo fontes oficiais.`,
  ru: (a, b, verb) => `${a} ${verb} ${b}, сообщили официальные лица.`,
  uk: (a, b, verb) => `${a} ${verb} ${b}, повідомили посадовці.`,
  ar: (a, b, verb) => `${verb} ${a} ${b}، حسب مسؤولين.`,
  tr: (a, b, verb) => `${a}, ${b} ${verb}, yetkililer açıkladı.`,
};
const VERBS = {
  en: {
    ASSAULT: 'shelled',
    ACCUSE: 'accused',
    CONSULT: 'met',
    AID: 'sent aid to',
    AGREE: 'agreed with',
    COOPERATE: 'held exercises with',
    THREATEN: 'threatened',
    SANCTION: 'expelled diplomats of',
  },
  fr: {
    ASSAULT: 'a bombardé',
    ACCUSE: 'a accusé',
    CONSULT: 'a rencontré',
    AID: 'a aidé',
    AGREE: 'a fait une offre à',
    COOPERATE: 'a manœuvré avec',
    THREATEN: 'a menacé',
    SANCTION: 'a expulsé des diplomates de',
  },
};
const VERB = (language, event) => VERBS[language]?.[event] ?? VERBS.en[event];

/** Dyads with their moods: from a month on, which acts are likely. */
const MOODS = [
  [
    'ARM',
    'AZE',
    ['karabakh', 'stepanakert', 'syunik', 'agdam', 'lachin', 'tavush', 'geneva'],
    [
      ['2023-01', 'AAACTMc'],
      ['2023-09', 'AAAAAAT'],
      ['2023-11', 'cCGcTgG'],
    ],
    5,
  ],
  [
    'RUS',
    'AZE',
    ['baku', 'moscow'],
    [
      ['2023-01', 'cCTc'],
      ['2024-04', 'gGgcGO'],
    ],
    3,
  ],
  [
    'ARM',
    'RUS',
    ['yerevan', 'moscow'],
    [
      ['2023-01', 'gcOGg'],
      ['2023-10', 'CCTcSC'],
    ],
    3,
  ],
  [
    'ARM',
    'FRA',
    ['paris', 'yerevan'],
    [
      ['2023-01', 'cg'],
      ['2023-11', 'gHGgHO'],
    ],
    2,
  ],
  ['AZE', 'TUR', ['ankara', 'baku'], [['2023-01', 'gOHG']], 2],
  ['RUS', 'UKR', ['kyiv', 'kharkiv', 'kherson'], [['2023-01', 'AAAAAATC']], 7],
  ['COD', 'RWA', ['goma', 'luanda'], [['2023-01', 'ACTA']], 3],
  [
    'ISR',
    'PSE',
    ['gaza', 'cairo'],
    [
      ['2023-01', 'ACT'],
      ['2023-10', 'AAAAAC'],
    ],
    4,
  ],
  ['IND', 'PAK', ['srinagar'], [['2023-01', 'CTcA']], 1],
  ['ARM', 'IRN', ['tehran', 'yerevan'], [['2023-01', 'cgO']], 1],
  ['AZE', 'ISR', ['baku'], [['2023-01', 'gHG']], 1],
  ['USA', 'ARM', ['yerevan', 'geneva'], [['2023-06', 'gcH']], 1],
  ['FRA', 'AZE', ['paris', 'baku'], [['2023-09', 'CCST']], 1],
  ['AGO', 'RWA', ['luanda'], [['2023-01', 'cg']], 1],
  ['AGO', 'COD', ['luanda'], [['2023-01', 'cgG']], 1],
  ['EGY', 'SDN', ['khartoum', 'fasher'], [['2023-04', 'cHC']], 1],
  ['USA', 'UKR', ['kyiv'], [['2023-01', 'HHg']], 2],
  ['USA', 'RUS', ['moscow', 'geneva'], [['2023-01', 'CSTC']], 2],
  ['GEO', 'ARM', ['yerevan'], [['2023-03', 'c']], 0],
];
const ACTS = {
  A: 'ASSAULT',
  C: 'ACCUSE',
  c: 'CONSULT',
  H: 'AID',
  g: 'AGREE',
  G: 'CONSULT',
  O: 'COOPERATE',
  T: 'THREATEN',
  S: 'SANCTION',
  M: 'ASSAULT',
};
const LANGUAGES = ['en', 'fr', 'es', 'de', 'it', 'pt', 'ru', 'uk', 'ar', 'tr'];

function made() {
  const roll = dice(20240818);
  const found = [];
  const name = (code, language) => new Intl.DisplayNames(language, { type: 'region' }).of(ISO2[code]);
  for (let month = 0; month < 24; month++) {
    const from = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    for (const [a, b, places, moods, rate] of MOODS) {
      const mood = moods.findLast(([since]) => since <= from)?.[1];
      const wave = mood && from === '2023-09' && a === 'ARM' && b === 'AZE' ? 14 : 0;
      const count = mood ? (rate ? roll(rate + 1) + (rate > 2 ? 1 : 0) + wave : from === '2023-05' ? 1 : 0) : 0;
      for (let i = 0; i < count; i++) {
        const event = ACTS[mood[roll(mood.length)]];
        const language = LANGUAGES[roll(LANGUAGES.length)];
        const day = `${from}-${String(1 + roll(28)).padStart(2, '0')}`;
        const swap = event !== 'ASSAULT' && roll(2);
        const [actor, recipient] = swap ? [b, a] : event === 'ASSAULT' && a === 'ARM' ? [b, a] : [a, b];
        const words = [name(actor, language), name(recipient, language)];
        const trigger = VERB(language, event);
        const sentence = SENTENCES[language](...words, trigger);
        const id = `m${found.length + 1}`;
        const report = {
          id,
          language,
          language_confidence: 1,
          published: day,
          source: `Agency ${language.toUpperCase()}`,
          title: `${words[0]} / ${words[1]}`,
          text: `${words[0]} / ${words[1]}\n\n${sentence}`,
        };
        const place = ALL_PLACES[places[roll(places.length)]];
        const future = event === 'AGREE' && roll(3) === 0;
        const claim = claimOf(report, 1, {
          in: `e-${id}-1`,
          event,
          sentence,
          trigger,
          actors: [[actor, words[0]]],
          recipients: [[recipient, words[1]]],
          when: day,
          status: future ? { tense: 'future' } : roll(17) === 0 ? { polarity: 'negated' } : roll(13) === 0 ? { tense: 'historical' } : {},
          ...(event === 'ASSAULT' && roll(2) ? { toll: { killed: [null, 1 + roll(30), null, 'killed', 'exact'] } } : {}),
        });
        if (roll(9))
          claim.where = {
            name: place[0],
            id: place[1],
            country: place[2],
            lat: place[3] + (roll(100) - 50) / 400,
            lon: place[4] + (roll(100) - 50) / 400,
            precision: place[5],
            basis: 'explicit',
          };
        found.push({ report, claims: [claim], denies: [] });
      }
    }
  }
  return found;
}
const ISO2 = {
  ARM: 'AM',
  AZE: 'AZ',
  RUS: 'RU',
  TUR: 'TR',
  FRA: 'FR',
  IRN: 'IR',
  GEO: 'GE',
  USA: 'US',
  UKR: 'UA',
  SDN: 'SD',
  COD: 'CD',
  RWA: 'RW',
  AGO: 'AO',
  ISR: 'IL',
  PSE: 'PS',
  EGY: 'EG',
  PAK: 'PK',
  IND: 'IN',
};

/** Median of figures, the lower of two middle ones. */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

/** What claims of one happening agree on: simpler than the program's own rule, enough to show. */
export function eventOf(id, claims, denies) {
  const agreeing = claims.filter((c) => !denies.includes(c.id));
  const main = agreeing[0] ?? claims[0];
  const kinds = ['killed', 'wounded', 'captured', 'missing', 'displaced'];
  const toll = {};
  for (const kind of kinds) {
    const told = claims.filter((c) => c.toll?.[kind]);
    if (!told.length) continue;
    const figures = told.map((c) => ({
      claim: c.id,
      ...(c.speaker ? { speaker: c.speaker.name } : {}),
      low: c.toll[kind].low,
      best: c.toll[kind].best,
      high: c.toll[kind].high,
      text: c.toll[kind].text,
    }));
    toll[kind] = {
      low: Math.min(...figures.map((g) => g.low ?? g.best)),
      best: median(figures.map((g) => g.best)),
      high: Math.max(...figures.map((g) => g.high ?? g.best)),
      figures,
    };
  }
  const parties = (side) => {
    const byName = new Map();
    for (const c of agreeing)
      for (const p of c[side]) {
        const key = p.country ?? p.text;
        const state = STATES[p.country];
        const now = byName.get(key) ?? {
          entity: state?.[0] ?? null,
          name: state?.[1] ?? p.name ?? p.text,
          country: p.country,
          sector: p.sector,
          confidence: p.confidence,
          claims: 0,
        };
        byName.set(key, { ...now, claims: now.claims + 1 });
      }
    return [...byName.values()];
  };
  const recipients = parties('recipients');
  const actors = parties('actors').filter((p) => !recipients.some((r) => r.country === p.country && r.claims > p.claims));
  const values = (of) => {
    const byValue = new Map();
    for (const c of claims) if (of(c)) byValue.set(of(c), [...(byValue.get(of(c)) ?? []), c.id]);
    return [...byValue].map(([value, ids]) => ({ value, claims: ids }));
  };
  const disagreements = [
    ['when', (c) => c.when?.edtf],
    ['where', (c) => c.where?.name],
    ['killed', (c) => c.toll?.killed?.text],
  ]
    .map(([field, of]) => ({ field, values: values(of) }))
    .filter(({ values }) => values.length > 1);
  const dates = claims
    .map((c) => c.published)
    .filter(Boolean)
    .sort();
  const sources = new Set(claims.map((c) => c.source)).size;
  return {
    id,
    event: main.event,
    mode: main.mode,
    context: main.context,
    quad: quadOf(main.event),
    score: main.score,
    cameo: main.cameo,
    actors,
    recipients: recipients.filter((r) => !actors.some((a) => a.country === r.country)),
    third_parties: main.third_parties,
    status: main.status,
    when: claims.find((c) => c.when && c.when.granularity === 'day')?.when ?? main.when,
    where: main.where ?? claims.find((c) => c.where)?.where ?? null,
    toll: Object.keys(toll).length ? toll : null,
    ...(denies.length ? { denials: denies } : {}),
    ...(disagreements.length ? { disagreements } : {}),
    sources,
    reports: new Set(claims.map((c) => c.report)).size,
    languages: [...new Set(claims.map((c) => c.language))].sort(),
    first: dates[0] ?? null,
    last: dates.at(-1) ?? null,
    claims: claims.map((c) => c.id),
    confidence: Math.min(0.99, 1 - claims.reduce((p, c) => p * (1 - c.confidence), 1)),
    stale: false,
  };
}

export function world() {
  const all = [...REPORTS, ...made()];
  const reports = new Map(all.map(({ report }) => [report.id, report]));
  const claims = new Map(all.flatMap((one) => one.claims.map((c) => [c.id, c])));
  const denies = all.flatMap((one) => one.denies);
  return { reports, claims, denies };
}

export const startOf = (event) => event.when?.start ?? event.first ?? null;
export { ALL_PLACES };
