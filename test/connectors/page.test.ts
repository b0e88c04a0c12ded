import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Connector } from '../../src/connectors/base/connector.ts';
import type { Capability, Right } from '../../src/connectors/base/declaration.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import type { RosterSource } from '../../src/roster/roster.ts';

const REPORTED = ['email', 'lastActive', 'subscriptions', 'groups'] as const;

const CAPABILITIES: Readonly<Record<Capability, string>> = {
  accounts: 'accounts',
  people: 'people',
  email: 'addresses',
  lastActive: 'last activity',
  subscriptions: 'subscriptions',
  groups: 'groups',
  licenses: 'licenses',
  kind: 'kind of account',
  role: 'role',
  removal: 'removal',
};

it('docs/connectors.md shows every connector and roster source as it declares itself', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/connectors.md');
});

/** To write the page again: `npx vitest run test/connectors/page.test.ts -u`. */
function page(): string {
  return [
    '# Connectors',
    'Every kind of app and roster source, from its own declaration. This page is generated; a test keeps it in step with the code.',
    '## Apps',
    ...connectors.flatMap((connector) => [
      ...head(connector, 'connector'),
      trust(connector),
      columns(connector),
      ...plans(connector),
      removal(connector),
      requests(connector),
    ]),
    '## Roster sources',
    ...rosterSources.flatMap((source) => head(source, 'source')),
  ]
    .join('\n\n')
    .concat('\n');
}

function head({ id, name, settings, rights }: Connector | RosterSource, key: string): string[] {
  return [
    `### ${name}: \`${key}: ${id}\``,
    table(['setting', '', 'default'], settingsOf(settings)),
    rights.length === 0 ? 'It needs no rights.' : `Rights to grant:\n\n${rights.map(rightText).join('\n')}`,
  ];
}

function rightText({ name, for: capability, why, where, optional }: Right): string {
  const without = optional === true ? `; optional, for ${CAPABILITIES[capability]}` : '';
  return `- ${where === null ? name : `[${name}](${where})`}: ${why}${without}`;
}

function columns({ columns }: Connector): string {
  if (columns === 'any') return 'Its own columns: those that the data has.';
  return columns.length === 0
    ? 'It has no columns of its own.'
    : `Its own columns: ${columns.map(({ label }) => label).join(', ')}.`;
}

function plans({ plans }: Connector): string[] {
  if (plans.length === 0) return [];
  const rows = plans.map(({ capability, plan, without }) => [CAPABILITIES[capability], plan, without]);
  return [`What depends on the plan:\n\n${table(['', 'needs', 'without it'], rows)}`];
}

function removal({ removal }: Connector): string {
  if (removal.length === 0) return 'Accounts are removed in the app, by hand.';
  const yesNo = (value: boolean | 'unknown') => (value === 'unknown' ? 'not known' : value ? 'yes' : 'no');
  const rows = removal.map((way) => [
    way.name,
    yesNo(way.disablesAccess),
    yesNo(way.freesSeat),
    yesNo(way.reversible),
    `${way.stays}${way.except === undefined ? '' : ` ${way.except}`}`,
  ]);
  const heads = ['', 'ends access', 'frees the seat', 'can be undone', 'what stays'];
  return `How an account can be removed (Seatkeeper does not do it yet):\n\n${table(heads, rows)}`;
}

function requests({ requestsPer1000 }: Connector): string {
  if (requestsPer1000 === null) return 'A read makes no requests.';
  const { per1000, besides, note } = requestsPer1000;
  return `A read makes ${per1000} requests for each 1,000 accounts, and ${besides} besides. ${note}`;
}

function settingsOf(settings: z.ZodType): string[][] {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { enum: values, default: fallback } = schema as { enum?: string[]; default?: unknown };
    return [
      `\`${name}\``,
      required.includes(name)
        ? 'required'
        : (values?.map((value) => `\`${value}\``).join(' or ') ?? 'optional'),
      fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``,
    ];
  });
}

function trust({ reports }: Connector): string {
  const rows = REPORTED.map((key) => [CAPABILITIES[key], reports[key].level, reports[key].note]);
  return `How far its answers can be trusted:\n\n${table(['', 'reported', 'note'], rows)}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
