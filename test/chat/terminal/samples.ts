import type { Button, Message } from '../../../src/domain/message.ts';

const known = (account: string): Button => ({
  label: 'Mark as known…',
  form: { type: 'known', app: 'figma', account },
});
const snooze = (account: string): Button => ({
  label: 'Snooze…',
  form: { type: 'snooze', app: 'figma', account },
});
const add = (account: string): Button => ({
  label: 'Add employee…',
  form: { type: 'add-person', app: 'figma', account },
});

export const alert: Message = {
  summary: 'Figma: 3 people who left still hold seats, 2 accounts nobody knows. 135 USD a month.',
  title: 'Figma: 3 people who left still hold seats, 2 accounts nobody knows. 135 USD a month.',
  body: [
    {
      type: 'row',
      mark: 'left',
      spans: [{ bold: 'jo@acme.example' }, ' — offboarded 3 Mar, used Figma 9 Mar (after leaving)'],
      detail: 'Professional · editor',
      buttons: [known('u1'), snooze('u1')],
    },
    {
      type: 'row',
      mark: 'left',
      spans: [{ bold: 'sam@acme.example' }, ' — offboarded 14 Feb'],
      detail: 'Professional',
      buttons: [known('u 2'), snooze('u 2')],
    },
    {
      type: 'row',
      mark: 'inactive',
      spans: [{ bold: 'lee@acme.example' }, ' — inactive since 1 Mar'],
      detail: 'Collab',
      buttons: [known('u3'), snooze('u3')],
    },
    {
      type: 'row',
      mark: 'unknown',
      spans: [
        { bold: 'pablo@acmeco.onmicrosoft.com' },
        ' — nearest: pablo@acme.example (same name, tenant domain)',
      ],
      detail: null,
      buttons: [
        {
          label: 'Link to pablo@acme.example',
          action: { type: 'link', app: 'figma', account: 'u4', person: 12 },
          look: 'primary',
          confirm: {
            title: 'Link pablo@acmeco.onmicrosoft.com to Pablo Ruiz?',
            text: 'The Figma account counts as his from now on. You can undo it.',
            yes: 'Link to Pablo Ruiz',
          },
        },
        add('u4'),
        known('u4'),
      ],
    },
    {
      type: 'row',
      mark: 'unknown',
      spans: [{ bold: 'it-team@acme.example' }, ' — looks like a group alias'],
      detail: null,
      buttons: [known('u5'), add('u5')],
    },
    {
      type: 'row',
      mark: 'done',
      spans: ['kim@acme.example marked as known by @ali until 30 Jun: contractor until audit'],
      detail: null,
      buttons: [{ label: 'Undo', action: { type: 'unknown-again', app: 'figma', account: 'u6' } }],
    },
    { type: 'note', text: 'Read 12 min ago, complete: 214 accounts on 3 pages. +2 since yesterday.' },
  ],
  buttons: [
    { label: 'Review all 5', command: 'clearing figma' },
    { label: 'Access table', command: 'access figma' },
    {
      label: 'Snooze the app until 1 Jul',
      action: { type: 'snooze-app', app: 'figma', until: '2026-07-01' },
    },
  ],
};

export const status: Message = {
  summary: 'Acme: 6 apps, 1,204 accounts, 412 people.',
  title: 'Acme · 6 apps · 1,204 accounts · 412 people',
  body: [
    {
      type: 'table',
      columns: [
        { label: 'app', align: 'left' },
        { label: 'accounts', align: 'right' },
        { label: 'active', align: 'right' },
        { label: '⚠️ left', align: 'right' },
        { label: 'inactive', align: 'right' },
        { label: 'unknown', align: 'right' },
        { label: 'known', align: 'right' },
        { label: 'idle 60 d', align: 'right' },
        { label: 'at stake / month', align: 'right' },
      ],
      rows: [
        ['Figma', '214', '198', '4', '2', '10', '3', '21', '135 USD'],
        ['GitHub', '180', '171', '1', '0', '8', '12', '–', '21 USD'],
        ['Zoom', 'held: last good 12 Nov 09:17', '', '', '', '', '', '', ''],
        ['日本語ツール', '1,204', '1,100', '0', '0', '104', '0', '80', '1,040 USD'],
      ],
      empty: 'No apps are connected.',
    },
    {
      type: 'note',
      text: '– means the app gives no activity data. Roster read 8 min ago (Entra ID, complete).',
    },
  ],
  buttons: [
    { label: 'Review all findings', command: 'clearing' },
    { label: 'Sync now', command: 'sync' },
    { label: 'Digest', command: 'digest' },
  ],
};

export const held: Message = {
  summary: 'GitHub: the last read looks wrong, so it was not accepted. Nothing was changed.',
  title: 'GitHub: the last read looks wrong, so it was not accepted. Nothing was changed.',
  body: [
    {
      type: 'text',
      spans: [
        'It listed 61 accounts; yesterday 214 (−71%). That usually means a token lost rights or an outage.',
      ],
    },
    {
      type: 'text',
      spans: ['You still see the data of 12 Nov 09:17. Check the scope ', { code: 'read:org' }, '.'],
    },
  ],
  buttons: [
    { label: 'Keep the last good data', action: { type: 'keep-last-good', run: 7 }, look: 'primary' },
    {
      label: 'Accept this once…',
      action: { type: 'accept-run', run: 7 },
      look: 'danger',
      confirm: {
        title: 'Accept 61 accounts for GitHub?',
        text: '153 accounts will count as gone and their findings close. The next read is judged again.',
        yes: 'Accept this once',
      },
    },
    { label: 'What was missing', command: 'app github' },
  ],
};

export const who: Message = {
  summary: 'Jo Park left on 3 March and still holds 2 seats, 60 USD a month.',
  title: 'Jo Park left on 3 March and still holds 2 seats, 60 USD a month.',
  body: [
    {
      type: 'facts',
      facts: [
        { label: 'Status', value: 'offboarded, left on 3 Mar 2026' },
        { label: 'Department', value: 'Design' },
        { label: 'Manager', value: 'Kim Lee (kim@acme.example)' },
        {
          label: 'Groups',
          value:
            'Design, Engineering, All staff, Berlin office, Wednesday football, Fire wardens, Works council',
        },
      ],
    },
    {
      type: 'table',
      columns: [
        { label: 'app', align: 'left' },
        { label: 'license', align: 'left' },
        { label: 'cost', align: 'right' },
        { label: 'last active', align: 'left' },
        { label: 'status', align: 'left' },
        { label: 'granted by', align: 'left' },
      ],
      rows: [
        ['Figma', 'Professional · editor', '45 USD', '9 Mar (after leaving)', '⚠️ left', 'Design'],
        ['Zoom', 'Pro', '15 USD', '2 Mar', '⚠️ left', 'nobody: assigned by hand in Zoom by an administrator'],
        ['GitHub', '–', '–', 'not reported', 'known until 30 Jun', 'Engineering'],
      ],
      empty: 'Holds no account in any app.',
    },
    {
      type: 'note',
      text: '60 USD a month in all. Figma read 12 min ago, Zoom 1 h ago, GitHub 4 min ago; all complete.',
    },
  ],
  buttons: [],
};

export const digest: Message = {
  summary: 'Week 47: 4 seats to decide on, 180 USD a month. 6 seats freed last week, 270 USD a month saved.',
  title: 'Week 47: 4 seats to decide on, 180 USD a month. 6 seats freed last week, 270 USD a month saved.',
  body: [
    { type: 'text', spans: [{ bold: 'Decide' }, ': Figma 3 · GitHub 1 · clearing 12 (oldest 41 days)'] },
    {
      type: 'text',
      spans: [
        { bold: 'Changed' },
        ': 9 people left, all seats closed for 6, median 5 h from leaving to clean',
      ],
    },
    {
      type: 'text',
      spans: [{ bold: 'Renewals' }, ': Zoom in 21 days: 80 bought, 61 used, 12 idle. Give notice by 30 Nov'],
    },
    {
      type: 'chart',
      title: 'Open findings and seats at stake, 12 weeks',
      labels: ['W36', 'W37', 'W38', 'W39', 'W40', 'W41', 'W42', 'W43', 'W44', 'W45', 'W46', 'W47'],
      series: [
        { name: 'open findings', values: [41, 38, 44, 36, 30, 28, 22, 19, 17, 14, 10, 12] },
        {
          name: 'USD a month at stake',
          values: [1240, 1180, 1310, 990, 870, 800, 610, 480, 400, 320, 210, 180],
        },
      ],
    },
    {
      type: 'note',
      text: 'Coverage: 6 of 6 apps read completely; Zoom held since 12 Nov; no activity data from GitHub; dry run on',
    },
    { type: 'note', text: 'Audit head 7f3c…e1' },
  ],
  buttons: [{ label: 'Review', command: 'clearing' }],
};

export const clean: Message = {
  summary: 'Figma is clean. 5 findings closed (2 seats freed, 2 linked, 1 known), 90 USD a month saved.',
  title: 'Figma is clean',
  body: [],
  buttons: [{ label: 'Reopen details', command: 'app figma' }],
};
