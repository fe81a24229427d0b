import { describe, expect, it } from 'vitest';
import { ownersOf, type Sheet } from './sheet-bodies.ts';

const sheet = (code: string, says: string, entity = '450'): Sheet => ({ entity, code, says });
const say = (sheets: readonly Sheet[], bodies: readonly string[]) =>
  ownersOf(sheets, () => bodies).map((owner) => (owner.type === 'body' ? owner.entity : owner.type));

describe('ownersOf', () => {
  const two = [
    sheet('P1', '14.13'),
    sheet('P2', '3.27'),
    sheet('P3', '850'),
    sheet('P1', '12'),
    sheet('P2', '5'),
  ];

  it('gives runs of sheets to as many bodies, and leaves the rest to the department', () => {
    expect(say(two, ['450001', '450002'])).toEqual(['450001', '450001', 'part', '450002', '450002']);
  });

  it('keeps them apart where nothing says whose they are', () => {
    const apart = ['apart', 'apart', 'part', 'apart', 'apart'];
    expect(say(two, ['450001', '450002', '450003'])).toEqual(apart);
    expect(say(two, [])).toEqual(apart);
    // The own level has the department's name, and no code of its own.
    expect(say(two, ['450', '450002'])).toEqual(['apart', 'apart', 'part', '450002', '450002']);
  });

  it('takes a second printing for the same sheet, in its part or another', () => {
    expect(say([sheet('P1', '1'), sheet('P2', '2'), sheet('P1', '1')], ['甲', '乙'])).toEqual([
      'part',
      'part',
      'part',
    ]);
    expect(
      say([sheet('P1', '3'), sheet('P1', '1', '450001'), sheet('P1', '2', '450002')], ['甲', '乙']),
    ).toEqual(['part', 'part', 'part']);
  });

  it('leaves one contradiction of a body that is alone to the checks', () => {
    expect(say([sheet('P1', '1'), sheet('P2', '2'), sheet('P1', '9')], ['450'])).toEqual([
      'part',
      'part',
      'part',
    ]);
    expect(say([sheet('', '1'), sheet('', '2')], ['甲', '乙'])).toEqual(['part', 'part']);
  });
});
