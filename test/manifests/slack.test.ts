import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, 'manifests', name), 'utf8'));

/** The scopes that each method we call needs. https://docs.slack.dev/reference/methods */
const METHODS: Readonly<Record<string, { readonly scopes: readonly string[] }>> = {
  'auth.test': { scopes: [] },
  'chat.postMessage': { scopes: ['chat:write'] },
  'chat.postEphemeral': { scopes: ['chat:write'] },
  'chat.update': { scopes: ['chat:write'] },
  'conversations.info': { scopes: ['channels:read', 'groups:read'] },
  'conversations.members': { scopes: ['channels:read', 'groups:read'] },
  'users.info': { scopes: ['users:read', 'users:read.email'] },
  'users.lookupByEmail': { scopes: ['users:read.email'] },
  'views.open': { scopes: [] },
  'views.push': { scopes: [] },
  'views.publish': { scopes: [] },
  'views.update': { scopes: [] },
  'files.getUploadURLExternal': { scopes: ['files:write'] },
  'files.completeUploadExternal': { scopes: ['files:write'] },
};

/** Limits of https://docs.slack.dev/reference/app-manifest and web-api's manifest.d.ts; strict, so that a mistyped key is found. */
const Url = z.url({ protocol: /^https$/ }).max(3_000);
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal([1, 2]), minor_version: z.number().int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(174).max(4_000),
    background_color: z.string().regex(/^#(?:[0-9a-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          url: Url.optional(),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().min(1).max(1_000),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string().regex(/^[a-z]+(?::[a-z.]+)*$/)).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: Url.optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: Url.optional(),
      message_menu_options_url: Url.optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

const http = Manifest.parse(read('slack.json'));
const socket = Manifest.parse(read('slack-socket.json'));

describe('the Slack manifests', () => {
  it('offer the command, the home page and everything buttons and searches need', () => {
    for (const { features, settings } of [http, socket]) {
      expect(features.slash_commands.map(({ command }) => command)).toEqual(['/seats']);
      // Escaped, a typed @name or #channel would reach us as an id.
      expect(features.slash_commands[0]?.should_escape).toBe(false);
      expect(features.app_home.home_tab_enabled).toBe(true);
      expect(settings.interactivity.is_enabled).toBe(true);
      expect(settings.event_subscriptions.bot_events).toEqual(['app_home_opened']);
    }
  });

  it('send everything to the one address over HTTP', () => {
    const { slash_commands } = http.features;
    const { event_subscriptions, interactivity } = http.settings;
    const urls = [
      slash_commands[0]?.url,
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    expect(new Set(urls)).toEqual(new Set(['https://seatkeeper.example.com/slack/events']));
    expect(http.settings.socket_mode_enabled).toBe(false);
  });

  it('need no address in Socket Mode, and differ in nothing else', () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('http');
    const bare = JSON.parse(JSON.stringify(http, (key, value) => (/url$/.test(key) ? undefined : value)));
    expect({ ...bare, settings: { ...bare.settings, socket_mode_enabled: true } }).toEqual(socket);
  });

  it('ask for exactly the scopes of the methods we call', () => {
    const needed = new Set(['commands', ...Object.values(METHODS).flatMap(({ scopes }) => scopes)]);
    for (const { oauth_config } of [http, socket])
      expect([...oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('never ask to read conversations', () => {
    expect(http.oauth_config.scopes.bot.filter((scope) => /history|search|message/.test(scope))).toEqual([]);
  });

  it('have a README that explains each scope', () => {
    const text = readFileSync(join(ROOT, 'manifests/README.md'), 'utf8');
    for (const scope of http.oauth_config.scopes.bot) expect(text).toContain(`\`${scope}\``);
  });
});

describe('the methods we call', () => {
  const folder = join(ROOT, 'src/chat/slack');
  const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const called = new Set(
    [
      ...text.matchAll(
        /'((?:auth|chat|conversations|files|users|views|reactions|pins|usergroups|team)\.[a-zA-Z.]+)'/g,
      ),
    ].map(([, method = '']) => method),
  );

  it('are all in the table above', () => {
    expect([...called].filter((method) => METHODS[method] === undefined)).toEqual([]);
  });

  it('are all called, so that no unused scope is left', () => {
    expect(Object.keys(METHODS).filter((method) => !called.has(method))).toEqual([]);
  });
});

describe('the check of a manifest', () => {
  const broken = (change: (manifest: z.infer<typeof Manifest>) => unknown) =>
    Manifest.safeParse(change(structuredClone(http))).success;

  it.each<[string, (manifest: z.infer<typeof Manifest>) => unknown]>([
    [
      'a long name',
      (m) => ({ ...m, display_information: { ...m.display_information, name: 'x'.repeat(36) } }),
    ],
    [
      'a long description',
      (m) => ({ ...m, display_information: { ...m.display_information, description: 'x'.repeat(141) } }),
    ],
    [
      'a short long description',
      (m) => ({ ...m, display_information: { ...m.display_information, long_description: 'x'.repeat(173) } }),
    ],
    [
      'a display name with capitals',
      (m) => ({
        ...m,
        features: { ...m.features, bot_user: { display_name: 'Seatkeeper', always_online: true } },
      }),
    ],
    ['no command', (m) => ({ ...m, features: { ...m.features, slash_commands: [] } })],
    [
      'an address without a certificate',
      (m) => ({
        ...m,
        settings: { ...m.settings, event_subscriptions: { request_url: 'http://x.example', bot_events: [] } },
      }),
    ],
    ['a key Slack does not know', (m) => ({ ...m, socket_mode: true })],
  ])('refuses %s', (_, change) => {
    expect(broken(change)).toBe(false);
  });
});
