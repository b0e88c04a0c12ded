import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { random } from '../../bench/random.mjs';
import { run } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';
import { freePort } from '../support/free-port.ts';
import { SlackClient } from '../support/slack/slack-client.ts';
import { BOT_TOKEN, SIGNING_SECRET, Workspace } from '../support/slack/slack-workspace.ts';
import { TeamsClient } from '../support/teams/teams-client.ts';
import { TeamsConnector } from '../support/teams/teams-connector.ts';
import { openAcme } from './acme.ts';
import { openChats } from './chats.ts';
import { type Ending, judge, type Sample } from './judge.ts';
import { DB, type Life, live, lookAt } from './lives.ts';
import { openOutbox } from './outbox.ts';
import { sampleLine, table } from './table.ts';

const { SOAK_MINUTES = '30', SOAK_SEED = '1' } = process.env;
const MS = Number(SOAK_MINUTES) * 60_000;
/** The first part is for kills; then one process lives on, so that what grows has time to. */
const KILLS_MS = 0.4 * MS;
const LIFE_MS = 0.6 * MS;
/** Of that life: until then it compiles, caches and opens what it needs. */
const WARM_UP = 0.2;
const LOOK_MS = 2000;
const SAY_SECONDS = 60;
const CHANGE_MS = 1500;
const ASK_MS = 1000;
/** A message that was refused several times waits minutes for its next try. */
const CALM_SECONDS = 400;
/** Of the errors in the log. */
const SHOWN = 10;

test(
  `${SOAK_MINUTES} minutes of failing chats, changing apps and kills`,
  async () => {
    if (!existsSync('/proc/self/fd'))
      throw new Error('The soak looks at processes in /proc, so it needs Linux.');
    const say = (text: string) => process.stdout.write(`${text}\n`);
    const draw = random(Number(SOAK_SEED));
    say(`seed ${SOAK_SEED}: ${SOAK_MINUTES} minutes, kills in the first ${Math.round(KILLS_MS / 1000)} s`);
    const directory = folder();
    const workspace = await Workspace.open();
    const connector = await TeamsConnector.open();
    const outbox = openOutbox(join(directory, DB));
    const chats = openChats(workspace, connector, outbox, draw);
    const acme = await openAcme(directory, workspace.channel, draw);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = {
      SCIM_TOKEN: 'token-1234',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: workspace.apiUrl,
      TEAMS_LOCAL: '1',
    };
    const began = performance.now();
    const samples: Sample[] = [];
    const endings: Ending[] = [];
    const lives: Life[] = [];
    let life = await begin();
    const inSlack = new SlackClient(workspace, { url: `${origin}/slack/events` });
    const inTeams = new TeamsClient(connector, `${origin}/api/messages`);
    await inTeams.send(inTeams.activity('installed-in-a-team'));

    /** Whatever people do: it goes on while the service is dead. */
    const timers = [
      setInterval(acme.change, CHANGE_MS),
      setInterval(() => void inSlack.command(draw.pick(QUESTIONS)).catch(() => {}), ASK_MS),
      setInterval(() => void inTeams.mention(draw.pick(QUESTIONS)).catch(() => {}), 2 * ASK_MS),
    ];
    try {
      while (performance.now() - began < KILLS_MS) {
        await wait(draw.chance(25) ? 200 + draw.below(3000) : 5000 + draw.below(25_000));
        endings.push(await life.end(draw.chance(40) ? 'SIGTERM' : 'SIGKILL'));
        life = await begin();
      }
      const since = performance.now();
      let said = 0;
      say(`${endings.length} kills; one process lives on for ${Math.round(LIFE_MS / 1000)} s`);
      while (performance.now() - since < LIFE_MS) {
        await wait(LOOK_MS);
        const at = (performance.now() - since) / 1000;
        const sample = { at, ...lookAt(life.pid, directory), waiting: outbox.waiting() };
        if (at * 1000 >= WARM_UP * LIFE_MS) samples.push(sample);
        if (at >= said) {
          said += SAY_SECONDS;
          say(sampleLine(sample));
        }
      }
      chats.calm();
      acme.calm();
      clearInterval(timers[0]);
      await eventually(() => outbox.waiting() === 0, 'the end of the waiting', CALM_SECONDS).catch(() => {});
    } finally {
      for (const timer of timers) clearInterval(timer);
    }
    const left = outbox.waiting();
    const unread = outbox.unread(Date.now());
    endings.push(await life.end('SIGTERM'));
    const whole = (await run(directory, ['audit', '--verify', '--db', DB], env)).code === 0;
    const criteria = judge({
      arrivals: chats.arrivals(),
      told: outbox.told(),
      samples,
      endings,
      left,
      errors: lives.flatMap((each) => each.errors()),
      unread,
      whole,
    });
    const faults = [...chats.faults].map(([name, times]) => `${times} ${name}`).join(', ');
    say(`\n${table(criteria)}\n\nfaults: ${faults}`);
    for (const error of lives.flatMap((each) => each.errors()).slice(0, SHOWN)) say(error.slice(0, 600));
    expect(criteria.filter(({ met }) => !met)).toEqual([]);

    async function begin(): Promise<Life> {
      const next = live(directory, port, env);
      lives.push(next);
      await next.ready();
      return next;
    }
  },
  2 * MS + 900_000,
);

const QUESTIONS = ['status', 'health', 'app figma', 'unmatched', 'help'];
