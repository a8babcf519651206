import { describe, expect, it } from 'vitest';
import { address, segment } from '$/api/client';
import { csv, fileName } from '$/lib/save';

describe('CSV', () => {
  it('quotes what needs it', () => {
    expect(csv([['a', 'b,c', 'd"e', 'f\ng', null, -1.5]])).toBe('a,"b,c","d""e","f\ng",,-1.5\r\n');
  });
  it('hands no formula to a spreadsheet', () => {
    expect(csv([['=HYPERLINK("x")', '+1', '@x', '-x']])).toBe(`"'=HYPERLINK(""x"")",'+1,'@x,'-x\r\n`);
  });
});

describe('names of files', () => {
  it('hold no path', () => {
    expect(fileName('report', '../../etc/пароль?.txt')).toBe('report-..-..-etc-пароль-.txt');
    expect(fileName('a', undefined, 'b')).toBe('a-b');
  });
});

describe('addresses of answers', () => {
  it('leave out what is not set, and keep lists together', () => {
    expect(address('/events', { dyad: ['ARM', 'AZE'], text: 'a&b=c', from: undefined, to: null, quad: [], limit: 0, oldest: false })).toBe(
      '/api/v1/events?dyad=ARM,AZE&text=a%26b%3Dc&limit=0',
    );
    expect(address('/status')).toBe('/api/v1/status');
  });
  it('take any id for one segment', () => {
    expect(segment('a/b?c#d ü')).toBe('a%2Fb%3Fc%23d%20%C3%BC');
  });
});
