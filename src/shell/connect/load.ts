import { join } from 'node:path';
import { ConfigError, type LoadedConfig, type RawEnvironment } from '../../config/config.ts';
import { readEnvFile } from '../../config/write/env-file.ts';

/** Reads seatkeeper.yaml. Throws `ConfigError`; unset variables are not a problem if they are `allowed` to be missing. */
export type Load = (env: RawEnvironment, unset?: 'allowed') => LoadedConfig;

export interface Known {
  readonly loaded: LoadedConfig;
  /** The environment, and what the environment file next to seatkeeper.yaml adds to it. */
  readonly env: RawEnvironment;
}

/** As every command does, but variables that are not set keep nothing from starting, since `connect` is there to ask for them. */
export function loadForConnect(load: Load, env: RawEnvironment): Known {
  try {
    return { loaded: load(env), env };
  } catch (error) {
    if (!(error instanceof ConfigError) || !error.onlyUnset) throw error;
    const { directory } = load(env, 'allowed').config;
    const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
    const known = { ...readEnvFile(join(directory, '.env')), ...Object.fromEntries(set) };
    return { loaded: load(known, 'allowed'), env: known };
  }
}
