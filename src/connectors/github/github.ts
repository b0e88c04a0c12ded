import { dayIn, type Instant } from '../../domain/day.ts';
import { type Connection, defineConnector } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import { ownAccounts } from '../base/own-accounts.ts';
import { GITHUB_WRITE_ANSWERS } from '../github-api/answers.ts';
import { githubClient } from '../github-api/client.ts';
import { readSeats } from '../github-api/consumed.ts';
import { readBilling } from '../github-api/copilot.ts';
import { type Facts, readFacts } from '../github-api/facts.ts';
import { readIdentities } from '../github-api/identities.ts';
import { readPlan } from '../github-api/plan.ts';
import { proveSeesEverybody } from '../github-api/sees-everybody.ts';
import { GithubSettings } from '../github-api/settings.ts';
import { listTeams } from '../github-api/teams.ts';
import { keyEndIn } from '../oauth/key-end.ts';
import { GITHUB_COLUMNS } from './account.ts';
import { memberPage } from './account-page.ts';
import { listEverybody } from './everybody.ts';
import { GITHUB_REMOVAL } from './removal.ts';
import { githubRemoval, ownAccount } from './remove-member.ts';
import { GITHUB_PLANS, GITHUB_RIGHTS } from './rights.ts';
import { subscriptionsOf } from './subscriptions.ts';

const NO_SEATS =
  'GitHub shows no seats: a free plan has none, and to see those of other plans the token needs admin:org or enterprise';

/** An organization at GitHub, with Copilot and, on Enterprise, its licenses. https://docs.github.com/rest */
export const github = defineConnector<GithubSettings>({
  id: 'github',
  name: 'GitHub',
  settings: GithubSettings,
  rights: GITHUB_RIGHTS,
  plans: GITHUB_PLANS,
  removal: GITHUB_REMOVAL,
  accountPage: memberPage,
  requestsPer1000: {
    per1000: 20,
    besides: 8,
    note: 'And 10 for each 1,000 Copilot seats. GitHub gives a token 5,000 an hour.',
  },
  columns: GITHUB_COLUMNS,
  reports: {
    email: {
      level: 'sometimes',
      note: 'Addresses at verified domains and those of the identity provider; a public profile’s address is never used. Without Enterprise Cloud there are none.',
    },
    lastActive: {
      level: 'exact',
      note: 'The last use of Copilot, within 14 days: an older one says nothing of the work at GitHub itself, so it stands in a column of its own, and the last activity is unknown. On the free plan, where Copilot is all that is paid for, any date counts.',
    },
    subscriptions: {
      level: 'yes',
      note: 'The seats of the enterprise, or of the organization where the token may see its plan, and Copilot. No prices and no days.',
    },
    groups: { level: 'yes', note: 'Teams that seatkeeper.yaml names, with those in their child teams.' },
  },
  connect(settings, io): Connection {
    const client = githubClient(settings, io);
    const { token: _token, app: _app, removal: writing, ...where } = settings;
    const writer =
      writing === undefined ? null : githubClient({ ...where, ...writing }, io, GITHUB_WRITE_ANSWERS);
    let limits: Limits = openLimits();
    let facts: Facts | null = null;
    let endsAt: Instant | null = null;

    async function read(): Promise<Facts> {
      limits = openLimits();
      facts = await readFacts(client, limits);
      return facts;
    }

    const tokenEnd = () =>
      keyEndIn(
        endsAt === null ? null : dayIn(io.timezone, endsAt),
        io,
        (ends) => `the token ${ends}; make another one and put it into the environment`,
      );

    return {
      async check() {
        ({ endsAt } = await proveSeesEverybody(client));
        const found = openLimits();
        const { enterprise } = client;
        const seats =
          enterprise === null
            ? null
            : await found.unless('licenses', () => readSeats(client, enterprise), 'partly');
        if (seats === null) await found.unless('email', () => readIdentities(client, 1), 'partly');
        if (seats === null && (await readPlan(client)) === null) found.withhold('subscriptions', NO_SEATS);
        await found.unless('lastActive', () => readBilling(client));
        return [...tokenEnd(), ...found.withheld()];
      },
      async *accounts() {
        ({ endsAt } = await proveSeesEverybody(client));
        yield* listEverybody(client, await read(), limits);
      },
      async subscriptions() {
        const found = subscriptionsOf(facts ?? (await read()));
        if (found.length > 0) return found;
        throw new ConnectorError(io.app, 'plan', NO_SEATS, { capability: 'subscriptions', advice: NO_SEATS });
      },
      groups: () => listTeams(client, io.groups),
      ownAccounts: ownAccounts([() => ownAccount(client)], writer === null ? [] : [() => ownAccount(writer)]),
      ...(writer === null ? {} : { removal: githubRemoval(client, writer) }),
      usage: () => client.meter.usage(),
      withheld: () => [...tokenEnd(), ...limits.withheld()],
    };
  },
});
