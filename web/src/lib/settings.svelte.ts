// In: what the reader chose before, the address and the browser. Out: language and colours of the page. Always: `lang=` in the address wins, then the
// choice kept in the browser, then the browser's own language; the colours follow the system until chosen.

import { en, type Words } from '$/words/en';
import { fr } from '$/words/fr';
import { formats, type Formats } from './format';

export type Language = 'en' | 'fr';
export type Theme = 'auto' | 'light' | 'dark';

const WORDS: Record<Language, Words> = { en, fr };

const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(`chancery.${name}`);
  } catch {
    return null;
  }
};
const keep = (name: string, value: string) => {
  try {
    localStorage.setItem(`chancery.${name}`, value);
  } catch {
    // Not kept: the choice holds until the page is left.
  }
};
const isLanguage = (text: string | null): text is Language => text === 'en' || text === 'fr';
const isTheme = (text: string | null): text is Theme => text === 'auto' || text === 'light' || text === 'dark';

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) {
    keep('language', asked);
    return asked;
  }
  const before = kept('language');
  if (isLanguage(before)) return before;
  return navigator.languages.some((code) => code.startsWith('fr')) && !navigator.language.startsWith('en') ? 'fr' : 'en';
}

let language = $state<Language>(firstLanguage());
let theme = $state<Theme>(isTheme(kept('theme')) ? (kept('theme') as Theme) : 'auto');
const words = $derived(WORDS[language]);
const format = $derived(formats(language, words));

export const settings = {
  get language() {
    return language;
  },
  set language(chosen: Language) {
    language = chosen;
    keep('language', chosen);
    show();
  },
  get theme() {
    return theme;
  },
  set theme(chosen: Theme) {
    theme = chosen;
    keep('theme', chosen);
    show();
  },
};

/** The page's words. */
export const w = (): Words => words;
/** Numbers, dates and names as the page's language writes them. */
export const f = (): Formats => format;

/** Tells the document its language and colours. */
export function show() {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
}

/** Whether the page is dark now; changes with the system and the choice. */
const system = matchMedia('(prefers-color-scheme: dark)');
let systemDark = $state(system.matches);
system.addEventListener('change', () => (systemDark = system.matches));
export const dark = (): boolean => (theme === 'auto' ? systemDark : theme === 'dark');
