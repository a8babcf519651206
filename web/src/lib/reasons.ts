// In: the answer for a dyad. Out: why it is that answer, in the page's language. Always: it says what the program's own sentence says.

import type { Answer } from '$/api/records';
import type { Words } from '$/words/en';
import type { Formats } from './format';

export function why({ reason }: Answer, words: Words, format: Formats): string {
  const { events, weeksN, why: told } = words;
  const count = (n: number) => events(n, format.whole(n));
  switch (reason.kind) {
    case 'nothing':
      return told.nothing;
    case 'silence':
      return told.silence(format.date(reason.since), count(reason.events));
    case 'too_few':
      return told.tooFew(count(reason.events), weeksN(reason.weeks, format.whole(reason.weeks)));
    case 'shift': {
      const shift = told.shift(format.chance(reason.p), format.change(reason.before), format.change(reason.after));
      return told.rests(shift, count(reason.events[0]), count(reason.events[1]));
    }
    default:
      return told.rests(told[reason.kind], count(reason.events[0]), count(reason.events[1]));
  }
}
