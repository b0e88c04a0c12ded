// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of seatkeeper.yaml
import { describe, expect, test } from 'vitest';
import { addEntry, type NewEntry } from '../../../src/config/write/add-entry.ts';
import { readYaml } from '../../../src/config/yaml.ts';

const OKTA: NewEntry = {
  list: 'apps',
  fields: { id: 'okta', connector: 'okta' },
  settings: { url: 'https://acme.okta.com', token: '${OKTA_TOKEN}' },
};
const READ = {
  id: 'okta',
  connector: 'okta',
  settings: { url: 'https://acme.okta.com', token: '${OKTA_TOKEN}' },
};

const FIGMA = '  - { id: figma, connector: csv, settings: { accounts: figma.csv } }';
const HEAD = '# Our company\norganisation: Acme   # the legal name\n';

describe('an entry is added to seatkeeper.yaml, and everything else stays as it was', () => {
  test.each([
    ['behind entries on one line each', `${HEAD}apps:\n${FIGMA}\n`],
    [
      'behind an entry of several lines',
      `${HEAD}apps:\n  - id: figma\n    connector: csv\n    settings:\n      accounts: figma.csv # exported by hand\n`,
    ],
    ['with a comment at the end of the last entry', `${HEAD}apps:\n${FIGMA}  # monthly\n`],
    [
      'before another key',
      `${HEAD}apps:\n${FIGMA}\n\n# What people should have\ngroups:\n  Design: [figma]\n`,
    ],
    [
      'where entries are not indented',
      `${HEAD}apps:\n- { id: figma, connector: csv }\ngroups:\n  Design: [figma]\n`,
    ],
    ['without a line end at the end', `${HEAD}apps:\n${FIGMA}`],
    ['where the list is missing', `${HEAD}timezone: UTC\n`],
    ['where the file is all there is', `${HEAD.trimEnd()}`],
    ['where the list is empty', `${HEAD}apps: []  # none yet\ntimezone: UTC\n`],
    ['where the list has no value', `${HEAD}apps:\ntimezone: UTC\n`],
    [
      'with the line ends of Windows',
      `${HEAD}apps:\n${FIGMA}\n\ngroups:\n  Design: [figma]\n`.replaceAll('\n', '\r\n'),
    ],
  ])('%s', (_, text) => {
    const added = addEntry(text, OKTA) ?? '';
    const [before, after] = [readYaml(text), readYaml(added)].map(
      ({ value }) => value as { apps?: unknown[] },
    );
    expect(readYaml(added).problems).toEqual([]);
    expect(after).toEqual({ ...before, apps: [...(before?.apps ?? []), READ] });
    const kept = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('apps'));
    expect(added.split(/\r?\n/)).toEqual(expect.arrayContaining(kept));
    expect(added.includes('\r\n')).toBe(text.includes('\r\n'));
    if (added.includes('\r\n')) expect(added.replaceAll('\r\n', '')).not.toContain('\n');
    expect(added).toMatchSnapshot();
  });

  test('the fields of a roster source and its settings stand side by side', () => {
    const added = addEntry('roster:\n  - { source: csv, file: roster.csv }\n', {
      ...OKTA,
      list: 'roster',
      fields: { source: 'okta' },
    });
    expect(readYaml(added ?? '').value).toEqual({
      roster: [
        { source: 'csv', file: 'roster.csv' },
        { source: 'okta', url: 'https://acme.okta.com', token: '${OKTA_TOKEN}' },
      ],
    });
  });

  test.each(['apps: [{ id: figma, connector: csv }]\n', 'apps: all\n'])(
    'a list that is written otherwise is left alone: %j',
    (text) => expect(addEntry(text, OKTA)).toBeNull(),
  );

  test.each([
    'yes',
    'null',
    '12',
    '- x',
    '"quoted" \\ and: more',
    '# no comment',
    "it's",
    'C:\\exports\\a.csv',
  ])('the text %j stays text', (text) => {
    const added = addEntry('', { ...OKTA, settings: { file: text } });
    expect(readYaml(added ?? '').value).toEqual({
      apps: [{ id: 'okta', connector: 'okta', settings: { file: text } }],
    });
  });
});
