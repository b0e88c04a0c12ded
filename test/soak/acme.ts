import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Draw } from '../../bench/random.mjs';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { type PlainScim, startPlainScim } from '../support/plain-scim.ts';

const PEOPLE = 300;
const APPS = ['adobe', 'figma', 'github', 'miro', 'notion', 'zoom'];
/** So few of one source differ from what was read last that no read is held: the guard takes five that change together for a fault. */
const MOST = 4;
/** How often a request to an app fails while the storm lasts. */
const FAULTY_PERCENT = 3;

export interface Acme {
  /** Somebody leaves or comes back, an account is made or closed. */
  change(): void;
  calm(): void;
}

/** A company whose people and apps are behind SCIM servers that change and fail. Everything is read every minute. */
export async function openAcme(directory: string, slackChannel: string, draw: Draw): Promise<Acme> {
  let stormy = true;
  const servers = new Map<string, { readonly scim: PlainScim; readonly origin: string }>();
  for (const id of ['people', ...APPS]) {
    const scim = await startPlainScim(PEOPLE);
    const proxy = await faultyProxy(scim);
    proxy.fault = () => {
      if (!stormy || !draw.chance(FAULTY_PERCENT)) return null;
      return draw.pick(['lost' as const, { status: 500 }, { status: 429, headers: { 'retry-after': '1' } }]);
    };
    onTestFinished(() => Promise.all([proxy.close(), scim.close()]).then(() => {}));
    servers.set(id, { scim, origin: proxy.origin });
  }
  const origins = [...servers.values()].map(({ origin }) => `"${origin}"`);
  const server = (id: string) => `baseUrl: "${servers.get(id)?.origin}/scim/v2", token: "\${SCIM_TOKEN}"`;
  writeFileSync(
    join(directory, 'seatkeeper.yaml'),
    `organisation: Acme
domains: [acme.co]
timezone: UTC
schedule: { sync: "* * * * *", digest: "* * * * *" }
alerts: { repostAfterHours: 0.02 }
network: { allow: [${origins.join(', ')}] }
admin: { slack: { channel: ${slackChannel} } }
roster: [{ source: scim, ${server('people')} }]
apps:
${APPS.map((id) => `  - { id: ${id}, connector: scim, settings: { ${server(id)} } }`).join('\n')}
`,
  );

  const usersOf = (id: string) => servers.get(id)?.scim.users ?? new Map<string, Record<string, unknown>>();
  let strangers = 0;
  const changes = [
    function leaveOrReturn() {
      const all = [...usersOf('people').values()];
      const away = all.filter(({ active }) => active !== true);
      const one = away.length >= MOST || draw.chance(40) ? away[0] : draw.pick(all);
      if (one !== undefined) one.active = one.active !== true;
    },
    function accountOfNobody() {
      const users = usersOf(draw.pick(APPS));
      const mine = [...users.keys()].filter((id) => id.startsWith('x'));
      const oldest = mine[0];
      if (oldest !== undefined && (mine.length >= MOST || draw.chance(40))) users.delete(oldest);
      else users.set(`x${++strangers}`, stranger(strangers));
    },
    function accountClosedOrOpened() {
      const users = usersOf(draw.pick(APPS));
      const one = users.get(String(1000 + draw.below(MOST)));
      if (one !== undefined) one.active = one.active !== true;
    },
  ];
  return {
    change: () => draw.pick(changes)(),
    calm() {
      stormy = false;
    },
  };
}

function stranger(number: number): Record<string, unknown> {
  const address = `stranger${number}@else.example`;
  return { id: `x${number}`, userName: address, active: true, emails: [{ value: address }] };
}
