// Reports written for the tests, in ten languages, with what they claim. Offsets are found in the text, in Unicode scalar values.

import { readFileSync } from 'node:fs';

const QUAD = { AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4 };
const SCORE = { AGREE: 2.5, CONSULT: 2.5, SUPPORT: 5, CONCEDE: 4.5, COOPERATE: 9.5, AID: 10, RETREAT: 6.5, REQUEST: 0, ACCUSE: -3, REJECT: -2, THREATEN: -3.5, PROTEST: -5, SANCTION: -6, MOBILIZE: -5.5, COERCE: -7, ASSAULT: -9 };
export const quadOf = (event) => QUAD[event];
export const scoreOf = (event) => SCORE[event];

const IDS = {
  ARM: 'Q399', AZE: 'Q227', RUS: 'Q159', TUR: 'Q43', FRA: 'Q142', IRN: 'Q794',
  GEO: 'Q230', USA: 'Q30', UKR: 'Q212', SDN: 'Q1049', COD: 'Q974',
  RWA: 'Q1037', AGO: 'Q916', ISR: 'Q801', PSE: 'Q219060', EGY: 'Q79', PAK: 'Q843', IND: 'Q668',
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
  const toll = spec.toll && Object.fromEntries(
    Object.entries(spec.toll).map(([kind, [low, best, high, words, qualifier, side]]) => [kind, { low, best, high, text: words, qualifier, ...(side ? { side } : {}) }]),
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
    where: place ? { name: place[0], id: place[1], country: place[2], lat: place[3], lon: place[4], precision: place[5], basis: 'explicit' } : null,
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
  return { edtf, start: edtf.length === 7 ? `${edtf}-01` : edtf, end: last, granularity: edtf.length === 7 ? 'month' : 'day', type: 'exact', basis };
}

const SCRIPT = '<script>window.pwned = true; document.title = "pwned"</script>';
const IMAGE = '<img src=x onerror="window.pwned = true">';

export const REPORTS = [
  {
    id: 'fr-1', language: 'fr', published: '2024-08', source: 'Le Courrier du Sud', url: 'https://courrier.example/2024/08/bakou', title: 'Moscou propose son aide à Bakou',
    credits: ['PHOTO/ALEXANDRE N./AGENCE'],
    body: `Vers la fin de l’année 2023, une guerre éclatait entre l’Arménie et l’Azerbaïdjan. Au moins 200 personnes ont perdu la vie au cours de ces affrontements et plus de 400 individus ont été blessés.

Le président russe a officiellement présenté son aide à l’Azerbaïdjan afin qu’un accord de paix soit rapidement signé avec l’Arménie, à l’occasion d’une visite du président Poutine à Bakou.

Depuis, la Russie est pointée du doigt par le gouvernement arménien, accusée de ne pas en avoir fait assez pour protéger la région. L’Arménie tend à se tourner vers les nations européennes, même si les liens avec Moscou n’ont pas été totalement rompus.`,
    claims: [
      { in: 'e-fr-1-1', event: 'ASSAULT', score: -9, cameo: '190', context: ['military', 'territory'], sentence: 'Vers la fin de l’année 2023, une guerre éclatait entre l’Arménie et l’Azerbaïdjan.', trigger: 'une guerre éclatait', actors: [['ARM', 'l’Arménie'], ['AZE', 'l’Azerbaïdjan']], when: '2023-09', where: 'karabakh',
        more: [{ sentence: 'Au moins 200 personnes ont perdu la vie au cours de ces affrontements et plus de 400 individus ont été blessés.', trigger: 'affrontements' }],
        toll: { killed: [200, 200, null, 'Au moins 200', 'at_least'], wounded: [400, 400, null, 'plus de 400', 'more_than'] } },
      { in: 'e-fr-1-2', event: 'AGREE', sentence: 'Le président russe a officiellement présenté son aide à l’Azerbaïdjan afin qu’un accord de paix soit rapidement signé avec l’Arménie, à l’occasion d’une visite du président Poutine à Bakou.', trigger: 'présenté son aide', actors: [['RUS', 'Le président russe', { name: 'Vladimir Putin', entity: 'Q7747' }]], recipients: [['AZE', 'l’Azerbaïdjan']], when: '2024-08', basis: 'dateline', where: 'baku', third_parties: [{ role: 'mediator', entity: 'Russia', between: ['ARM', 'AZE'] }] },
      { in: 'e-ru-1-1', event: 'CONSULT', mode: ['visit'], score: 4, sentence: 'Le président russe a officiellement présenté son aide à l’Azerbaïdjan afin qu’un accord de paix soit rapidement signé avec l’Arménie, à l’occasion d’une visite du président Poutine à Bakou.', trigger: 'visite', actors: [['RUS', 'président Poutine', { name: 'Vladimir Putin', entity: 'Q7747' }]], recipients: [['AZE', 'Bakou']], when: '2024-08', basis: 'dateline', where: 'baku' },
      { in: 'e-fr-1-4', event: 'ACCUSE', mode: ['disapprove'], score: -2, sentence: 'Depuis, la Russie est pointée du doigt par le gouvernement arménien, accusée de ne pas en avoir fait assez pour protéger la région.', trigger: 'pointée du doigt', actors: [['ARM', 'le gouvernement arménien']], recipients: [['RUS', 'la Russie']], when: '2024-08', basis: 'inherited' },
      { in: 'e-fr-1-5', event: 'SUPPORT', sentence: 'L’Arménie tend à se tourner vers les nations européennes, même si les liens avec Moscou n’ont pas été totalement rompus.', trigger: 'se tourner vers', actors: [['ARM', 'L’Arménie']], recipients: [['FRA', 'les nations européennes', { name: 'European Union', entity: 'Q458' }]], status: { tense: 'present' }, when: '2024-08', basis: 'dateline' },
      { in: 'e-fr-1-6', event: 'REJECT', sentence: 'L’Arménie tend à se tourner vers les nations européennes, même si les liens avec Moscou n’ont pas été totalement rompus.', trigger: 'rompus', actors: [['ARM', 'L’Arménie']], recipients: [['RUS', 'Moscou']], status: { polarity: 'negated' }, when: '2024-08', basis: 'dateline', confidence: 0.61 },
    ],
  },
  {
    id: 'de-1', language: 'de', published: '2023-09-21', source: 'Kaukasus-Dienst', url: 'https://kaukasus.example/1', title: 'Aserbaidschan rückt auf Stepanakert vor',
    body: `Aserbaidschanische Truppen haben am 19. September Stellungen bei Stepanakert beschossen. Nach Angaben der Behörden in Jerewan wurden 187 Menschen getötet, unter ihnen zehn Zivilisten.

Baku bestritt die Zahlen.`,
    claims: [
      { in: 'e-fr-1-1', event: 'ASSAULT', mode: ['heavy-weapons'], score: -9.5, cameo: '194', context: ['military'], sentence: 'Aserbaidschanische Truppen haben am 19. September Stellungen bei Stepanakert beschossen.', trigger: 'beschossen', actors: [['AZE', 'Aserbaidschanische Truppen', { name: 'Azerbaijani Armed Forces', entity: 'Q787404', sector: 'MIL' }]], recipients: [['ARM', 'Stellungen']], when: '2023-09-19', where: 'stepanakert', speaker: ['ARM', null], toll: { killed: [187, 187, 187, '187 Menschen', 'exact'] } },
    ],
  },
  {
    id: 'tr-1', language: 'tr', published: '2023-09-22', source: 'Kafkas Postası', url: 'https://kafkas.example/1', title: 'Bakü: Sivilleri hedef almadık',
    body: `Azerbaycan Savunma Bakanlığı, Hankendi’de sivillerin vurulduğu iddiasını reddetti. Bakanlığa göre operasyonda en az 25 asker öldü.`,
    claims: [
      { in: 'e-fr-1-1', event: 'ASSAULT', sentence: 'Azerbaycan Savunma Bakanlığı, Hankendi’de sivillerin vurulduğu iddiasını reddetti.', trigger: 'vurulduğu', actors: [['AZE', null]], recipients: [['ARM', 'sivillerin', { sector: 'CVL' }]], status: { polarity: 'negated' }, speaker: ['AZE', 'Azerbaycan Savunma Bakanlığı', { name: 'Ministry of Defence of Azerbaijan', entity: 'Q4831745' }], when: '2023-09-19', basis: 'relative', where: 'stepanakert',
        more: [{ sentence: 'Bakanlığa göre operasyonda en az 25 asker öldü.', trigger: 'öldü' }], toll: { killed: [25, 25, null, 'en az 25 asker', 'at_least'] }, denies: true },
    ],
  },
  {
    id: 'ar-1', language: 'ar', published: '2023-09-23', source: 'مرصد القوقاز', url: 'https://marsad.example/1', title: 'معارك عنيفة حول ستيباناكيرت',
    body: `قصفت القوات الأذربيجانية مواقع قرب ستيباناكيرت يوم 19 سبتمبر، وقال مسؤولون أرمن إن 400 شخص على الأقل قتلوا في المعارك.

وأعلنت موسكو أنها ستستضيف محادثات بين الجانبين في الأسبوع المقبل (COP29).`,
    claims: [
      { in: 'e-fr-1-1', event: 'ASSAULT', mode: ['heavy-weapons'], score: -9.5, sentence: 'قصفت القوات الأذربيجانية مواقع قرب ستيباناكيرت يوم 19 سبتمبر، وقال مسؤولون أرمن إن 400 شخص على الأقل قتلوا في المعارك.', trigger: 'قصفت', actors: [['AZE', 'القوات الأذربيجانية', { name: 'Azerbaijani Armed Forces', entity: 'Q787404', sector: 'MIL' }]], recipients: [['ARM', 'مواقع']], speaker: ['ARM', 'مسؤولون أرمن'], when: '2023-09-19', where: 'stepanakert', toll: { killed: [400, 400, null, '400 شخص على الأقل', 'at_least'] } },
      { in: 'e-ar-1-2', event: 'AGREE', sentence: 'وأعلنت موسكو أنها ستستضيف محادثات بين الجانبين في الأسبوع المقبل (COP29).', trigger: 'ستستضيف محادثات', actors: [['RUS', 'موسكو']], recipients: [['ARM', null], ['AZE', null]], status: { tense: 'future' }, when: '2023-09-29', basis: 'relative', where: 'moscow', third_parties: [{ role: 'host', entity: 'Russia', between: ['ARM', 'AZE'] }] },
    ],
  },
  {
    id: 'ru-1', language: 'ru', published: '2024-08-19', source: 'Вестник региона', url: 'https://vestnik.example/19', title: 'Путин прибыл в Баку',
    body: `Президент России прибыл в Баку с двухдневным визитом. Стороны обсудили безопасность и мирный договор с Арменией.

Москва поставит Азербайджану оборудование для связи.`,
    claims: [
      { in: 'e-ru-1-1', event: 'CONSULT', mode: ['visit'], score: 4, cameo: '042', sentence: 'Президент России прибыл в Баку с двухдневным визитом.', trigger: 'прибыл', actors: [['RUS', 'Президент России', { name: 'Vladimir Putin', entity: 'Q7747' }]], recipients: [['AZE', 'Баку']], when: '2024-08-18', basis: 'relative', where: 'baku' },
      { in: 'e-ru-1-2', event: 'AGREE', sentence: 'Москва поставит Азербайджану оборудование для связи.', trigger: 'поставит', actors: [['RUS', 'Москва']], recipients: [['AZE', 'Азербайджану']], status: { tense: 'future' }, when: '2024-08-19', basis: 'dateline' },
    ],
  },
  {
    id: 'en-1', language: 'en', published: '2024-08-20', source: 'Caucasus Wire', url: 'https://wire.example/20', author: 'A. Writer', title: 'Putin, in Baku, offers to broker peace',
    // Mathematical letters and a flag stand beyond the first plane; the accents are combining marks.
    body: `𝐁𝐀𝐊𝐔 🇦🇿 — Russian President Vladimir Putin met his counterpart in Baku on Monday and offered to mediate between Azerbaijan and Armenia.

A cafe\u0301 owner in Yerevan said he doubted it. “They may cut the gas,” the foreign ministry warned Moscow, according to officials.`,
    claims: [
      { in: 'e-ru-1-1', event: 'CONSULT', mode: ['visit'], score: 4, sentence: '𝐁𝐀𝐊𝐔 🇦🇿 — Russian President Vladimir Putin met his counterpart in Baku on Monday and offered to mediate between Azerbaijan and Armenia.', trigger: 'met', actors: [['RUS', 'Russian President Vladimir Putin', { name: 'Vladimir Putin', entity: 'Q7747' }]], recipients: [['AZE', 'his counterpart', { refers_to: 'Baku', name: 'Ilham Aliyev', entity: 'Q57340' }]], when: '2024-08-19', basis: 'relative', where: 'baku' },
      { in: 'e-fr-1-2', event: 'AGREE', sentence: '𝐁𝐀𝐊𝐔 🇦🇿 — Russian President Vladimir Putin met his counterpart in Baku on Monday and offered to mediate between Azerbaijan and Armenia.', trigger: 'offered to mediate', actors: [['RUS', 'Vladimir Putin']], recipients: [['AZE', 'Azerbaijan'], ['ARM', 'Armenia']], when: '2024-08-19', basis: 'relative', where: 'baku', third_parties: [{ role: 'mediator', entity: 'Russia', between: ['ARM', 'AZE'] }] },
      { in: 'e-en-1-3', event: 'THREATEN', mode: ['relations'], sentence: '“They may cut the gas,” the foreign ministry warned Moscow, according to officials.', trigger: 'warned', actors: [['ARM', 'the foreign ministry']], recipients: [['RUS', 'Moscow']], speaker: ['ARM', 'officials'], status: { certainty: 'possible' }, when: '2024-08-19', basis: 'dateline', where: 'yerevan', confidence: 0.58 },
    ],
  },
  {
    id: 'es-1', language: 'es', published: '2024-08-21', source: 'Diario del Cáucaso', url: null, title: 'Rusia se ofrece como mediadora',
    body: 'Moscú ofreció su mediación a Ereván y Bakú durante la visita de Putin a Azerbaiyán.',
    claims: [
      { in: 'e-fr-1-2', event: 'AGREE', sentence: 'Moscú ofreció su mediación a Ereván y Bakú durante la visita de Putin a Azerbaiyán.', trigger: 'ofreció su mediación', actors: [['RUS', 'Moscú']], recipients: [['ARM', 'Ereván'], ['AZE', 'Bakú']], when: '2024-08', basis: 'dateline', where: 'baku' },
    ],
  },
  {
    id: 'it-1', language: 'it', published: '2023-10-05', source: 'Agenzia Levante', url: null, title: 'Erevan accusa Mosca', body: 'Il governo armeno ha accusato la Russia di non aver protetto la regione.',
    claims: [{ in: 'e-fr-1-4', event: 'ACCUSE', sentence: 'Il governo armeno ha accusato la Russia di non aver protetto la regione.', trigger: 'ha accusato', actors: [['ARM', 'Il governo armeno']], recipients: [['RUS', 'la Russia']], when: '2023-10-04', basis: 'relative', where: 'yerevan' }],
  },
  {
    id: 'pt-1', language: 'pt', published: '2024-02-24', source: 'Correio', url: null, title: 'Paris entrega blindados à Arménia', body: 'A França entregou blindados à Arménia, anunciou o ministro da Defesa em Erevan.',
    claims: [{ in: 'e-pt-1-1', event: 'AID', sentence: 'A França entregou blindados à Arménia, anunciou o ministro da Defesa em Erevan.', trigger: 'entregou blindados', actors: [['FRA', 'A França']], recipients: [['ARM', 'Arménia']], when: '2024-02-23', basis: 'relative', where: 'yerevan', context: ['military'] }],
  },
  {
    id: 'uk-1', language: 'uk', published: '2024-06-12', source: 'Оглядач', url: null, title: 'Єреван заморозив участь в ОДКБ', body: 'Вірменія призупинила участь у військовому союзі з Росією, повідомив прем’єр.',
    claims: [{ in: 'e-uk-1-1', event: 'SANCTION', mode: ['discontinue'], sentence: 'Вірменія призупинила участь у військовому союзі з Росією, повідомив прем’єр.', trigger: 'призупинила участь', actors: [['ARM', 'Вірменія']], recipients: [['RUS', 'Росією']], when: '2024-06-12', basis: 'dateline', where: 'yerevan' }],
  },
  {
    id: 'hostile', language: 'en', published: '2024-03-03', source: `Wire ${SCRIPT}`, url: 'javascript:window.pwned=true', title: `${SCRIPT} Shelling ${IMAGE} near Syunik`,
    body: `${SCRIPT} Azerbaijani forces shelled a village in Syunik, ${IMAGE} officials said.\n\n\u202eright to left override\u202c and {@html '<b>no</b>'} {{template}} &lt;entity&gt;`,
    claims: [{ in: 'e-hostile-1', event: 'ASSAULT', mode: ['heavy-weapons'], sentence: `${SCRIPT} Azerbaijani forces shelled a village in Syunik, ${IMAGE} officials said.`, trigger: 'shelled', actors: [['AZE', 'Azerbaijani forces']], recipients: [['ARM', 'a village']], when: '2024-03-02', basis: 'relative', where: 'syunik', toll: { killed: [null, 2, null, IMAGE, 'exact'] } }],
  },
  { id: 'nothing', language: 'en', published: '2024-05-01', source: 'Cooking Weekly', url: null, title: 'Ten soups for spring', body: 'None of them attacks anybody.', claims: [] },
  {
    id: 'untitled', language: 'en', published: null, source: null, url: null, title: null, body: 'Armenian and Azerbaijani officials met in Geneva.',
    claims: [{ in: 'e-untitled-1', event: 'CONSULT', sentence: 'Armenian and Azerbaijani officials met in Geneva.', trigger: 'met', actors: [['ARM', 'Armenian'], ['AZE', 'Azerbaijani officials']], where: 'geneva' }],
  },
].map(({ body, claims, ...report }) => {
  const text = report.title ? `${report.title}\n\n${body}` : body;
  const whole = { ...report, language_confidence: report.id === 'untitled' ? 0.97 : 1, text };
  for (const name of ['title', 'url', 'source', 'author', 'credits']) if (whole[name] === null || whole[name] === undefined) delete whole[name];
  return { report: whole, denies: claims.flatMap((c, i) => (c.denies ? [`${report.id}-${i + 1}`] : [])), claims: claims.map((claim, i) => claimOf({ ...whole, title: report.title }, i + 1, claim)) };
});
