import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import { Id } from '../base/id.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';

const App = z.object({ id: Id, label: z.string() });
export type OktaApp = z.infer<typeof App>;

/** How many labels an error lists. */
const MOST_SHOWN = 10;

/** The apps that the setting `apps` names, by their label or id in Okta. */
export async function chosenApps(client: OktaClient, wanted: readonly string[]): Promise<readonly OktaApp[]> {
  const all: OktaApp[] = [];
  for await (const page of listApps(client)) all.push(...page);
  return wanted.map((name) => {
    const byId = all.find(({ id }) => id === name);
    const [found, another] = all.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
    if (byId !== undefined) return byId;
    if (found !== undefined && another === undefined) return found;
    throw new ConnectorError(
      client.app,
      'unexpected-response',
      found === undefined ? missing(name, all) : several(name),
    );
  });
}

function listApps({ api, app }: OktaClient) {
  return readList({
    app,
    api,
    first: `apps?${new URLSearchParams({ limit: '200', filter: 'status eq "ACTIVE"' })}`,
    rows: (answer) => answer.json(z.array(App)),
    next: nextByLink(),
  });
}

function missing(name: string, all: readonly OktaApp[]): string {
  const labels = all.slice(0, MOST_SHOWN).map(({ label }) => label);
  const more = all.length > MOST_SHOWN ? ` and ${all.length - MOST_SHOWN} more` : '';
  const has = all.length === 0 ? 'it lists none' : `it lists ${labels.join(', ')}${more}`;
  return `Okta lists no active app "${name}"; ${has}. Write the label or the id of an app under apps`;
}

function several(name: string): string {
  return `Okta has several apps called "${name}"; write the id of the one you mean under apps`;
}
