import { describe, expect, it } from 'vitest';
import type { Answer, Reason } from '$/api/records';
import { formats } from '$/lib/format';
import { why } from '$/lib/reasons';
import { en } from '$/words/en';
import { fr } from '$/words/fr';

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const of = (reason: Reason) => {
  const answer = { course: 'not enough evidence', difference: null, before: null, now: null, reason, because: '' } satisfies Answer;
  return [why(answer, en, formats('en', en)), plain(why(answer, fr, formats('fr', fr)))];
};

describe('why an answer is what it is', () => {
  it('is told in both languages', () => {
    expect(of({ kind: 'nothing' })).toEqual([
      'Nothing that counts passed between them.',
      'Rien de ce qui compte ne s’est passé entre eux.',
    ]);
    expect(of({ kind: 'silence', since: '2024-03-01', events: 1 })).toEqual([
      'Nothing has passed since 1 March 2024, after 1 event before: that is no level.',
      'Rien ne s’est passé depuis le 1er mars 2024, après 1 événement auparavant : cela ne fait pas un niveau.',
    ]);
    expect(of({ kind: 'too_few', events: 7, weeks: 1 })).toEqual([
      '7 events in 1 week: too few to compare.',
      '7 événements en 1 semaine : trop peu pour comparer.',
    ]);
    expect(of({ kind: 'shift', p: 0.0004, before: 2.52, after: -7, events: [1200, 40] })).toEqual([
      'The time since a shift (p < 0.001) from +2.5 to −7.0 was compared with what came before: 40 events now, after 1,200 events.',
      'Ce qui suit une inflexion (p < 0,001) de +2,5 à −7,0 est comparé à ce qui précède : 40 événements à présent, après 1 200 événements.',
    ]);
  });
  it('differs by what was compared', () => {
    const told = (['quarter', 'resumed', 'third'] as const).flatMap((kind) => of({ kind, events: [3, 4] }));
    expect(new Set(told).size).toBe(6);
  });
});
