import { describe, expect, it } from 'vitest';
import { createMatcher, foldTitle, normaliseCode, offenceTypes } from '../../../src/harm/index.ts';
import { spellingsOf } from '../../../src/harm/offenceCodes.ts';

const match = createMatcher();
const byTitle = (title: string) => match({ title, matchTitles: true });

describe('the type of an offence', () => {
  it.each([
    ['8N', '8N', 'code'],
    [' 8 n ', '8N', 'code'],
    ['4.10', '4.10', 'code'],
    ['008/06', '008/06', 'classification'],
    ['00806', '008/06', 'classification'],
    ['8/6', '008/06', 'classification'],
    ['8 / 06', '008/06', 'classification'],
  ])('is found by the code %s', (code, type, matchedBy) => {
    expect(match({ code, matchTitles: true })).toEqual({ code: type, matchedBy, provisional: false });
  });

  it('is found by an exact title, case and spaces folded, and is then provisional', () => {
    const found = { code: '8N', matchedBy: 'title', provisional: true };
    expect(byTitle('Assault with injury')).toEqual(found);
    expect(byTitle('  ASSAULT   with\u00a0Injury ')).toEqual(found);
  });

  it('is not guessed from a title that is nearly one', () => {
    expect(byTitle('Assault with injuries')).toBeUndefined();
    expect(byTitle('')).toBeUndefined();
  });

  it.each([
    'Homicide',
    'Violence against the person',
    'Violence without injury',
    'Stalking and harassment',
    'Sexual offences',
    'Violence and sexual offences',
    'Criminal damage and arson',
    'Public order',
    'Anti-social behaviour',
  ])('is not found by "%s", which names a group, a sub-group or a map category', (title) => {
    expect(byTitle(title)).toBeUndefined();
  });

  it('stays open where a code bears the name of a whole group', () => {
    expect(byTitle('Robbery')).toEqual({ ambiguous: ['034/01'] });
    expect(byTitle('Other theft')).toEqual({ ambiguous: ['49'] });
    expect(match({ code: '034/01', title: 'Robbery', matchTitles: true })).toMatchObject({ code: '034/01' });
  });

  it('stays open where several codes share the title', () => {
    expect(byTitle('Infanticide')).toEqual({ ambiguous: ['4.2', '004/02'] });
  });

  it('is found by the title where the code is in no list, and not where titles are not trusted', () => {
    const stated = { code: 'ZZ9', title: 'Assault with injury' };
    expect(match({ ...stated, matchTitles: true })).toMatchObject({ code: '8N', matchedBy: 'title' });
    expect(match({ ...stated, matchTitles: false })).toBeUndefined();
  });

  it('is the one of the code where code and title say different things', () => {
    expect(match({ code: '8Q', title: 'Assault with injury', matchTitles: true })).toMatchObject({
      code: '8Q',
    });
  });

  it('is what a person has decided, for codes and titles that no list has', () => {
    const mapped = createMatcher(
      new Map([
        ['code:X1', '8N'],
        ['title:domestic', '8Q'],
      ]),
    );
    const decided = { matchedBy: 'mapping', provisional: false };
    expect(mapped({ code: 'x 1', matchTitles: false })).toEqual({ ...decided, code: '8N' });
    expect(mapped({ title: 'DOMESTIC', matchTitles: false })).toEqual({ ...decided, code: '8Q' });
    expect(mapped({ code: '8L', title: 'domestic', matchTitles: true })).toMatchObject({ code: '8L' });
  });

  it('may have a code that came with a workbook', () => {
    const wider = createMatcher(new Map(), new Set(['777/77']));
    expect(match({ code: '777/77', matchTitles: true })).toBeUndefined();
    expect(wider({ code: '777/77', matchTitles: true })).toMatchObject({ matchedBy: 'classification' });
  });
});

describe('the lists of offence types', () => {
  it('hold count codes and classifications, and no sums of several codes', () => {
    const codes = [...offenceTypes().keys()];
    expect(codes).toContain('105A');
    expect(codes).toContain('008/67');
    expect(codes.filter((code) => /\/.*\/|-/.test(code))).toEqual([]);
    expect(offenceTypes().get('008/06')).toMatchObject({ coding: 'CLASSIFICATION', countCode: '8N' });
    expect(offenceTypes().get('8N')).toMatchObject({ coding: 'COUNT', titleKey: 'assault with injury' });
  });

  it('spell each code in one way only', () => {
    for (const code of offenceTypes().keys()) expect(normaliseCode(code)).toBe(code);
  });

  it('know every way a stored offence may have stated a code', () => {
    for (const stated of ['8/6', '08/6', '008/6', '8/06', '008/06', '00806'])
      expect(spellingsOf('008/06')).toContain(stated);
    expect(spellingsOf('000/00')).toContain('0/0');
    expect(spellingsOf('100/10')).not.toContain('0/10');
    expect(spellingsOf(' 8 n')).toEqual(['8N']);
  });

  it('fold a title so that only its letters count', () => {
    expect(foldTitle('\tCommon  ASSAULT\n')).toBe('common assault');
  });
});
