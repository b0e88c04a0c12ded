import { z } from 'zod';
import { nearest } from '../domain/lookup/nearest.ts';
import { check } from './issues.ts';
import type { UnplacedProblem } from './problems.ts';
import { fileVariable } from './secret-files/secret-files.ts';
import {
  secretHeaders,
  TRACE_SECRETS,
  type TraceTarget,
  TraceVariables,
  traceTarget,
} from './watching/traces.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

type SlackEnvironment = { readonly botToken: string; readonly apiUrl: string | null } & (
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string }
);

type TeamsEnvironment =
  | { readonly mode: 'cloud'; readonly appId: string; readonly appSecret: string; readonly tenantId: string }
  /** No authentication: loopback only. */
  | { readonly mode: 'local'; readonly appId: string | null };

/** What the environment variables ask for. */
export interface Environment {
  readonly port: number;
  /** Whether PORT is set: a supervisor may ask there how we are, even where no platform calls us. */
  readonly portIsSet: boolean;
  readonly baseUrl: string | null;
  /** `null`: `info` for a service, `warn` at a prompt and for a single command. */
  readonly logLevel: LogLevel | null;
  readonly colour: boolean;
  /** `null` where Slack or Teams is not set up. */
  readonly slack: SlackEnvironment | null;
  readonly teams: TeamsEnvironment | null;
  /** The tokens that requests for `/metrics` and `/status.json` must carry; `null`: there is no such page. */
  readonly metricsToken: string | null;
  readonly statusToken: string | null;
  /** Where traces go; `null`: nowhere. */
  readonly traces: TraceTarget | null;
}

export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** Variables whose values are secrets. */
const SECRET_VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'TEAMS_APP_SECRET',
  'METRICS_TOKEN',
  'STATUS_TOKEN',
  ...TRACE_SECRETS,
] as const;

/** Variables that may come from a file although seatkeeper.yaml does not name them: a proxy's address may contain a password. */
export const OUTSIDE_SECRETS: readonly string[] = [...SECRET_VARIABLES, 'HTTP_PROXY', 'HTTPS_PROXY'];

const WebAddress = z.url({
  protocol: /^https?$/,
  error: 'is not a web address; write it like https://seats.acme.com',
});
const USUAL_PORT = 3000;
/** What cannot be guessed. */
const Token = z
  .string()
  .regex(
    /^\S{16,}$/,
    'is not a token; write at least 16 characters without blanks, like what openssl rand -hex 32 prints',
  )
  .optional();
const PORT = 'is not a port; write a number from 0 to 65535';

const Variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT)
    .optional(),
  BASE_URL: WebAddress.transform((url) => url.replace(/\/+$/, '')).optional(),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .transform((word, context): LogLevel => {
      const level = LOG_LEVELS.find((known) => known === word);
      const near = nearest(word, LOG_LEVELS);
      if (level === undefined)
        context.addIssue(
          `must be one of: ${LOG_LEVELS.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
        );
      return level ?? 'info';
    })
    .optional(),
  NO_COLOR: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_API_URL: WebAddress.optional(),
  TEAMS_APP_ID: z.string().optional(),
  TEAMS_APP_SECRET: z.string().optional(),
  TEAMS_TENANT_ID: z.string().optional(),
  METRICS_TOKEN: Token,
  STATUS_TOKEN: Token,
  TEAMS_LOCAL: z
    .string()
    .toLowerCase()
    .refine(
      (word) => ON.includes(word) || OFF.includes(word),
      'is neither on nor off; write 1 or leave it out',
    )
    .transform((word) => ON.includes(word))
    .default(false),
  ...TraceVariables.shape,
});
type Variables = z.infer<typeof Variables>;
const ON = ['1', 'true', 'yes'];
const OFF = ['0', 'false', 'no'];

/** An empty variable counts as one that is not set. `unread`: by variable, why the file that should hold it cannot be used. */
export function readEnvironment(
  raw: RawEnvironment,
  unread: ReadonlyMap<string, string> = new Map(),
): {
  environment: Environment | null;
  problems: readonly UnplacedProblem[];
} {
  const env = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, value?.trim() || undefined]),
  );
  const checked = check(Variables, env, []);
  // One that could not be read was meant to be set.
  const meant = { ...env, ...Object.fromEntries([...unread.keys()].map((name) => [name, 'unread'])) };
  const files = OUTSIDE_SECRETS.flatMap((name) => {
    const message = unread.get(name);
    return message === undefined ? [] : [{ at: [fileVariable(name)], message }];
  });
  const problems = [...files, ...checked.problems, ...slackHalves(meant), ...teamsHalves(meant)];
  if (checked.value === null || problems.length > 0) return { environment: null, problems };
  return { environment: assemble(checked.value), problems };
}

/** Every secret among the variables, for redaction. */
export function environmentSecrets(raw: RawEnvironment, { traces }: Environment): readonly string[] {
  return [...SECRET_VARIABLES.flatMap((name) => raw[name]?.trim() || []), ...secretHeaders(traces)];
}

function slackHalves(env: RawEnvironment): readonly UnplacedProblem[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = env;
  if (bot !== undefined && secret === undefined && app === undefined) {
    return half('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'it, or SLACK_APP_TOKEN for Socket Mode');
  }
  if (bot === undefined && (secret ?? app) !== undefined) {
    return half('SLACK_BOT_TOKEN', secret === undefined ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET', 'it');
  }
  return [];
}

function teamsHalves(env: RawEnvironment): readonly UnplacedProblem[] {
  if (ON.includes(env.TEAMS_LOCAL?.toLowerCase() ?? '')) {
    if (env.TEAMS_APP_SECRET === undefined) return [];
    return [
      {
        at: ['TEAMS_LOCAL'],
        message: 'turns authentication off while TEAMS_APP_SECRET is set; leave one of them out',
      },
    ];
  }
  const names = ['TEAMS_APP_ID', 'TEAMS_APP_SECRET', 'TEAMS_TENANT_ID'];
  const present = names.filter((name) => env[name] !== undefined);
  if (present.length === 0) return [];
  return names
    .filter((name) => !present.includes(name))
    .flatMap((name) => half(name, present.join(' and '), 'it'));
}

function half(missing: string, present: string, set: string): readonly UnplacedProblem[] {
  return [
    {
      at: [missing],
      message: `is not set, but ${present} ${present.includes(' and ') ? 'are' : 'is'}; set ${set}`,
    },
  ];
}

function assemble(variables: Variables): Environment {
  return {
    port: variables.PORT ?? USUAL_PORT,
    portIsSet: variables.PORT !== undefined,
    baseUrl: variables.BASE_URL ?? null,
    logLevel: variables.LOG_LEVEL ?? null,
    colour: variables.NO_COLOR === undefined,
    slack: slack(variables),
    teams: teams(variables),
    metricsToken: variables.METRICS_TOKEN ?? null,
    statusToken: variables.STATUS_TOKEN ?? null,
    traces: traceTarget(variables),
  };
}

function slack(variables: Variables): SlackEnvironment | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = variables;
  if (botToken === undefined) return null;
  const apiUrl = variables.SLACK_API_URL ?? null;
  if (appToken !== undefined) return { mode: 'socket', botToken, appToken, apiUrl };
  return signingSecret === undefined ? null : { mode: 'http', botToken, signingSecret, apiUrl };
}

function teams(variables: Variables): TeamsEnvironment | null {
  const { TEAMS_APP_ID: appId, TEAMS_APP_SECRET: appSecret, TEAMS_TENANT_ID: tenantId } = variables;
  if (variables.TEAMS_LOCAL) return { mode: 'local', appId: appId ?? null };
  if (appId === undefined || appSecret === undefined || tenantId === undefined) return null;
  return { mode: 'cloud', appId, appSecret, tenantId };
}

/** Who may change things, as far as seatkeeper.yaml says. */
interface ConfiguredAdmins {
  readonly admin: {
    readonly slack?: unknown;
    readonly teams?: { readonly users: readonly string[] } | undefined;
  };
}

/** A token without a channel, or without admins who may press a button, would be of no use. */
export function missingAdmins(
  file: ConfiguredAdmins | null,
  environment: Environment | null,
): readonly UnplacedProblem[] {
  if (file === null || environment === null) return [];
  const { slack, teams } = environment;
  const unplaced: UnplacedProblem[] = [];
  if (slack !== null && file.admin.slack === undefined)
    unplaced.push({
      at: ['admin', 'slack', 'channel'],
      message: 'is missing, but SLACK_BOT_TOKEN is set; write the id of your admin channel, like C0123456789',
    });
  if (teams?.mode === 'cloud' && (file.admin.teams?.users ?? []).length === 0)
    unplaced.push({
      at: ['admin', 'teams', 'users'],
      message: 'is missing, but TEAMS_APP_ID is set; write the Entra object ids of your admins',
    });
  return unplaced;
}
