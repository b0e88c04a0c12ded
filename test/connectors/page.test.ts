import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Connector } from '../../src/connectors/base/connector.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import type { RosterSource } from '../../src/roster/roster.ts';

const CAPABILITIES = {
  email: 'addresses',
  lastActive: 'last activity',
  subscriptions: 'subscriptions',
  groups: 'groups',
} as const satisfies Record<keyof Connector['reports'], string>;

it('docs/connectors.md shows every connector and roster source as it declares itself', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/connectors.md');
});

/** To write the page again: `npx vitest run test/connectors/page.test.ts -u`. */
function page(): string {
  return [
    '# Connectors',
    'Every kind of app and roster source, from its own declaration. This page is generated; a test keeps it in step with the code.',
    '## Apps',
    ...connectors.flatMap((connector) => [...head(connector, 'connector'), trust(connector)]),
    '## Roster sources',
    ...rosterSources.flatMap((source) => head(source, 'source')),
  ]
    .join('\n\n')
    .concat('\n');
}

function head({ id, name, settings, scopes }: Connector | RosterSource, key: string): string[] {
  return [
    `### ${name}: \`${key}: ${id}\``,
    table(['setting', '', 'default'], settingsOf(settings)),
    scopes.length === 0
      ? 'It needs no rights.'
      : `Rights to grant:\n\n${scopes.map((scope) => `- ${scope}`).join('\n')}`,
  ];
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
  const rows = Object.entries(CAPABILITIES).map(([key, label]) => {
    const { level, note } = reports[key as keyof typeof CAPABILITIES];
    return [label, level, note];
  });
  return `How far its answers can be trusted:\n\n${table(['', 'reported', 'note'], rows)}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
