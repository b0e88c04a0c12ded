import { z } from 'zod';
import { ConfigError, type ConfigInput, loadConfig, type Problem } from '../../src/config/config.ts';
import { csv } from '../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../src/roster/csv.ts';
import { folder } from './folder.ts';

const SETTINGS = z.strictObject({
  org: z.string().min(1),
  token: z.string().min(8, 'is too short'),
  baseUrl: z.url().optional(),
  plan: z.enum(['free', 'team', 'enterprise']).optional(),
});
/** Two made-up connectors beside the real ones for files. */
export const KINDS = {
  connectors: [
    csv,
    { id: 'github', name: 'GitHub', settings: SETTINGS },
    { id: 'figma', name: 'Figma', settings: SETTINGS },
  ],
  rosterSources: [csvRoster],
  isCron: (expression: string) => expression.split(' ').length === 5,
};
export const GOOD = `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster:
  - { source: csv, file: roster.csv }
`;

export function load(yaml: string, env: ConfigInput['env'] = {}) {
  return loadConfig({ flags: {}, env, cwd: folder({ 'seatkeeper.yaml': yaml }), ...KINDS });
}

function problems(yaml: string, env: ConfigInput['env'] = {}): readonly Problem[] {
  try {
    load(yaml, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

/** The problems as `line path: message`. */
export const problemLines = (yaml: string, env: ConfigInput['env'] = {}) =>
  problems(yaml, env).map(({ path, line, message }) => `${line ?? '-'} ${path}: ${message}`);
