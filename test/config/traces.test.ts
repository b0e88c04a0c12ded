import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/config.ts';
import { GOOD, load, problemLines } from '../support/config.ts';
import { folder } from '../support/folder.ts';

const ENDPOINT = 'http://tempo.monitoring:4318';
const read = (env: ConfigInput['env']) => load(GOOD, env);
const target = (env: ConfigInput['env']) => read(env).environment.traces;

test('traces go nowhere until there is a collector, and nowhere once they are turned off', () => {
  expect(target({})).toBeNull();
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_EXPORTER_OTLP_HEADERS: 'a=b' })).toBeNull();
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: 'true' })).toBeNull();
});

test('the path is added to the address, and not to the one for traces alone', () => {
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT })).toEqual({
    url: `${ENDPOINT}/v1/traces`,
    headers: {},
  });
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: `${ENDPOINT}/otlp/` })?.url).toBe(
    `${ENDPOINT}/otlp/v1/traces`,
  );
  const traces = 'https://traces.example/in?tenant=a';
  const both = { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces };
  expect(target(both)?.url).toBe(traces);
});

test('headers are percent-encoded, those for traces alone win, and a file may hold them', () => {
  const file = join(folder(), 'headers');
  writeFileSync(file, 'Authorization=Basic%20dXNlcjpwYXNz,X-Scope-OrgID = acme\n', { mode: 0o600 });
  const { environment, config } = read({
    OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS_FILE: file,
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'X-Scope-OrgID=birch',
  });
  expect(environment.traces?.headers).toEqual({
    Authorization: 'Basic dXNlcjpwYXNz',
    'X-Scope-OrgID': 'birch',
  });
  // However it is quoted; the name of a tenant is in every line of a log.
  expect(config.secrets).toEqual(expect.arrayContaining(['Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz']));
  expect(config.secrets).not.toContain('birch');
});

test.each([
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'tempo:4318' },
    'OTEL_EXPORTER_OTLP_ENDPOINT: is not a web address; write it like http://collector.intern:4318',
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://me:pass@tempo.example' },
    'OTEL_EXPORTER_OTLP_ENDPOINT: holds a user name or password; write what proves who asks into OTEL_EXPORTER_OTLP_HEADERS',
  ],
  [
    { OTEL_EXPORTER_OTLP_HEADERS: 'just-a-secret' },
    'OTEL_EXPORTER_OTLP_HEADERS: is not a list of headers; write it like api-key=abc,tenant=acme, with %20 for a blank',
  ],
  [
    { OTEL_EXPORTER_OTLP_HEADERS: 'key=a%0d%0aHost:%20evil' },
    'OTEL_EXPORTER_OTLP_HEADERS: is not a list of headers; write it like api-key=abc,tenant=acme, with %20 for a blank',
  ],
  [
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'OTEL_EXPORTER_OTLP_PROTOCOL: is grpc, and Seatkeeper sends OTLP over HTTP; leave it out, and name the port for HTTP, which usually is 4318',
  ],
  [
    { OTEL_TRACES_SAMPLER_ARG: '10%' },
    'OTEL_TRACES_SAMPLER_ARG: is not a share of all traces; write a number from 0 to 1',
  ],
])('%o is a problem', (env, expected) => {
  expect(problemLines(GOOD, env)).toEqual([`- ${expected}`]);
});

test('a sampler that is not known is a problem, and not a reason to send everything', () => {
  expect(problemLines(GOOD, { OTEL_TRACES_SAMPLER: 'parentbased_traceid' })[0]).toMatch(
    /^- OTEL_TRACES_SAMPLER: .*parentbased_traceidratio/,
  );
});
