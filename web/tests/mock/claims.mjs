// In: words of a report. Out: a claim as the program codes it, its spans found in the text, in Unicode scalar values.

import { readFileSync } from 'node:fs';

const QUAD = {
  AGREE: 1,
  CONSULT: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  PROTEST: 4,
  SANCTION: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
};
const SCORE = {
  AGREE: 2.5,
  CONSULT: 2.5,
  SUPPORT: 5,
  CONCEDE: 4.5,
  COOPERATE: 9.5,
  AID: 10,
  RETREAT: 6.5,
  REQUEST: 0,
  ACCUSE: -3,
  REJECT: -2,
  THREATEN: -3.5,
  PROTEST: -5,
  SANCTION: -6,
  MOBILIZE: -5.5,
  COERCE: -7,
  ASSAULT: -9,
};
export const quadOf = (event) => QUAD[event];
export const scoreOf = (event) => SCORE[event];

const IDS = {
  ARM: 'Q399',
  AZE: 'Q227',
  RUS: 'Q159',
  TUR: 'Q43',
  FRA: 'Q142',
  IRN: 'Q794',
  GEO: 'Q230',
  USA: 'Q30',
  UKR: 'Q212',
  SDN: 'Q1049',
  COD: 'Q974',
  RWA: 'Q1037',
  AGO: 'Q916',
  ISR: 'Q801',
  PSE: 'Q219060',
  EGY: 'Q79',
  PAK: 'Q843',
  IND: 'Q668',
};
const NAMES = JSON.parse(readFileSync(new URL('../../assets/states.json', import.meta.url)));
/** Wikidata id and usual English name of states, as the program has them. */
export const STATES = Object.fromEntries(Object.entries(IDS).map(([code, id]) => [code, [id, NAMES[code][0]]]));
export const PLACES = {
  stepanakert: ['Stepanakert', 'x:place-stepanakert', 'AZE', 39.815, 46.752, 1],
  karabakh: ['Nagorno-Karabakh', 'x:place-nagorno-karabakh', 'AZE', 39.82, 46.75, 4],
  baku: ['Baku', 'geonames:587084', 'AZE', 40.378, 49.892, 1],
  yerevan: ['Yerevan', 'geonames:616052', 'ARM', 40.181, 44.514, 1],
  moscow: ['Moscow', 'geonames:524901', 'RUS', 55.752, 37.616, 1],
  geneva: ['Geneva', 'geonames:2660646', 'CHE', 46.202, 6.146, 1],
  syunik: ['Syunik', 'x:place-syunik', 'ARM', 39.21, 46.41, 4],
};

const scalars = (text) => [...text].length;
/** Span of words in a text, looked for from a place on. */
export function spanOf(text, words, after = 0) {
  const from = text.indexOf(words, after);
  if (from < 0) throw new Error(`“${words}” is not in “${text.slice(0, 60)}…”`);
  const start = scalars(text.slice(0, from));
  return [start, start + scalars(words)];
}

function party(text, sentence, spec) {
  if (!spec) return null;
  const [code, words, extra = {}] = spec;
  const state = STATES[code];
  return {
    text: words ?? state?.[1] ?? code,
    span: words ? spanOf(text, words, text.indexOf(sentence)) : null,
    entity: extra.entity ?? state?.[0] ?? null,
    name: extra.name ?? state?.[1] ?? null,
    country: state ? code : null,
    sector: extra.sector ?? (state ? 'GOV' : null),
    confidence: extra.confidence ?? 0.93,
    ...(extra.refers_to ? { refers_to: extra.refers_to } : {}),
  };
}

/** A claim from its words. */
export function claimOf(report, number, spec) {
  const { text } = report;
  const { sentence, trigger, more = [] } = spec;
  const evidence = [{ sentence, trigger }, ...more].map((e) => {
    const at = text.indexOf(e.sentence);
    return { span: spanOf(text, e.sentence), trigger: spanOf(text, e.trigger, at), text: e.sentence };
  });
  const place = spec.where && PLACES[spec.where];
  const toll =
    spec.toll &&
    Object.fromEntries(
      Object.entries(spec.toll).map(([kind, [low, best, high, words, qualifier, side]]) => [
        kind,
        { low, best, high, text: words, qualifier, ...(side ? { side } : {}) },
      ]),
    );
  return {
    id: `${report.id}-${number}`,
    report: report.id,
    event: spec.event,
    mode: spec.mode ?? [],
    context: spec.context ?? ['diplomatic'],
    quad: QUAD[spec.event],
    score: spec.score ?? SCORE[spec.event],
    cameo: spec.cameo ?? '040',
    actors: (spec.actors ?? []).map((one) => party(text, sentence, one)),
    recipients: (spec.recipients ?? []).map((one) => party(text, sentence, one)),
    third_parties: spec.third_parties ?? [],
    status: { polarity: 'affirmed', tense: 'past', certainty: 'asserted', ...spec.status },
    speaker: party(text, sentence, spec.speaker),
    when: spec.when ? whenOf(spec.when, spec.basis) : null,
    where: place
      ? { name: place[0], id: place[1], country: place[2], lat: place[3], lon: place[4], precision: place[5], basis: 'explicit' }
      : null,
    toll: toll ?? null,
    evidence,
    confidence: spec.confidence ?? 0.9,
    status_confidence: 0.88,
    in_event: spec.in ?? null,
    published: report.published,
    language: report.language,
    source: report.source ?? null,
    url: report.url ?? null,
    title: report.title ?? null,
  };
}

export function whenOf(edtf, basis = 'explicit') {
  const last = edtf.length === 7 ? new Date(Date.UTC(Number(edtf.slice(0, 4)), Number(edtf.slice(5)), 0)).toISOString().slice(0, 10) : edtf;
  return {
    edtf,
    start: edtf.length === 7 ? `${edtf}-01` : edtf,
    end: last,
    granularity: edtf.length === 7 ? 'month' : 'day',
    type: 'exact',
    basis,
  };
}
