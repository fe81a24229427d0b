import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_PROFILE } from '../checking/profile.ts';
import { DEFAULT_LIMITS } from '../reading/source.ts';
import { DEPARTMENT, UNIT } from '../testing/batch.ts';
import { means } from '../testing/reading.ts';
import { checkReading } from '../working/check-reading.ts';
import { readOne } from '../working/read-one.ts';
import { type AgainstTask, holdAgainst } from './against.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-against-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function held(text: string, other: string, as?: AgainstTask['as']) {
  const read = await readOne(put('own.txt', text), means, DEFAULT_LIMITS, () => undefined);
  if (!read.ok) throw new Error('unreadable');
  const { source, reading } = read.value;
  const checked = { source, reading, ...checkReading(reading, means) };
  const task = { file: put('other.txt', other), ...(as === undefined ? {} : { as }) };
  const settings = { means, limits: DEFAULT_LIMITS, options: { profile: NO_PROFILE } };
  return holdAgainst(checked, task, settings);
}

const approved = (text: string) => text.replace('年部门预算', '年部门预算的批复');

describe('what a document is held against', () => {
  it('is an approval where it says so, and an earlier version otherwise', async () => {
    const [approval, earlier] = [
      await held(DEPARTMENT, approved(DEPARTMENT)),
      await held(DEPARTMENT, DEPARTMENT),
    ];
    expect(approval.ok && approval.value.against).toMatchObject({
      as: 'approval',
      differences: 0,
      lacking: [],
    });
    expect(earlier.ok && earlier.value.against).toMatchObject({ as: 'earlier', changes: [] });
  });

  it('holds the document of a unit against what the approval of its department says of it', async () => {
    const other = await held(UNIT.replace('290.00\t290.00', '291.00\t290.00'), approved(DEPARTMENT));
    expect(other.ok && other.value.against).toMatchObject({ as: 'approval', differences: 1, agreed: 12 });
    const found = other.ok ? other.value.findings.filter(({ rule }) => rule === 'across.approved') : [];
    expect(found).toMatchObject([{ value: '291.00', expected: '290.00' }]);
  });

  it('is refused as approval where it is of another body, and doubted as earlier version', async () => {
    const elsewhere = DEPARTMENT.replaceAll('青禾市', '白石县').replaceAll('910', '720');
    const approval = await held(DEPARTMENT, elsewhere, 'approval');
    expect(approval.ok).toBe(false);
    expect(approval.problems[0]?.message).toContain('白石县水务局');
    const earlier = await held(DEPARTMENT, elsewhere, 'earlier');
    expect(earlier.ok).toBe(true);
    expect(earlier.problems.map(({ key }) => key)).toEqual(['cli.against.otherBody']);
  });
});
