import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Examined } from './chat/examined.ts';
import { openApi } from './chat/slack/bolt.ts';
import { examineSlack } from './chat/slack/examine.ts';
import type { LoadedConfig } from './config.ts';
import type { Log } from './log.ts';

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** What `doctor` looks at of the chat platforms that the environment asks for. */
export async function examineChat(
  { config, environment }: LoadedConfig,
  log: Log,
): Promise<readonly Examined[]> {
  const { slack, baseUrl } = environment;
  if (slack === null || config.admin.slack === null) {
    const found =
      config.admin.slack === null
        ? 'not set up: the terminal is the chat'
        : 'admin.slack is set, but SLACK_BOT_TOKEN is not';
    const fix = 'The README says how to set it up in five steps.';
    return [{ name: 'Slack', state: config.admin.slack === null ? 'good' : 'unsure', found, fix }];
  }
  const api = openApi(slack, log, Date.now);
  return examineSlack({
    api,
    channel: config.admin.slack.channel,
    scopes: scopesOfManifest(),
    mode:
      slack.mode === 'http'
        ? { type: 'http', baseUrl }
        : { type: 'socket', api: openApi({ ...slack, botToken: slack.appToken }, log, Date.now) },
  });
}

function scopesOfManifest(): readonly string[] {
  const file = new URL('../manifests/slack.json', import.meta.url);
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}
