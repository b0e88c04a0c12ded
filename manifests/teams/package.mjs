// Builds the file that an admin uploads to Teams: `TEAMS_APP_ID=… BASE_URL=https://… npm run teams:package [-- file.zip]`.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';

/** A zip needs a date, and the same files should give the same bytes, so this is the first date a zip can hold (in local time). */
const FIRST_DAY = new Date(1980, 0, 1);
const read = (name) => readFileSync(new URL(name, import.meta.url));

/**
 * The app package: manifest.json with its placeholders filled in, and the icons. `env` has the shape of `process.env`. Throws one
 * Error with one line per problem.
 */
export function teamsPackage(env) {
  const values = placeholders(env);
  const template = read('manifest.json').toString();
  const manifest = template.replace(/\$\{(\w+)\}/g, (_, name) => {
    if (values[name] === undefined)
      throw new Error(`manifest.json contains \${${name}}, for which there is no value.`);
    // The value is inside a JSON string, so quotes and backslashes are escaped.
    return JSON.stringify(values[name]).slice(1, -1);
  });
  JSON.parse(manifest);
  const files = {
    'manifest.json': Buffer.from(manifest),
    'color.png': read('color.png'),
    'outline.png': read('outline.png'),
  };
  return Buffer.from(zipSync(files, { level: 9, mtime: FIRST_DAY }));
}

function placeholders({ TEAMS_APP_ID, BASE_URL, WEBSITE_URL }) {
  const problems = [];
  const id = TEAMS_APP_ID?.trim().toLowerCase() ?? '';
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    problems.push(
      `TEAMS_APP_ID ${described(TEAMS_APP_ID)}: set it to the application (client) id of your app registration.`,
    );
  const base = webAddress(BASE_URL);
  if (base === null)
    problems.push(
      `BASE_URL ${described(BASE_URL)}: set it to the https address under which Teams reaches Seatkeeper.`,
    );
  const website = WEBSITE_URL === undefined ? base : webAddress(WEBSITE_URL);
  if (website === null && WEBSITE_URL !== undefined)
    problems.push(`WEBSITE_URL ${described(WEBSITE_URL)}: set it to an https address, or leave it out.`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const { version } = JSON.parse(read('../../package.json'));
  return { TEAMS_APP_ID: id, BASE_HOST: base.hostname, WEBSITE_URL: website.href, VERSION: version };
}

function webAddress(text) {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' ? url : null;
}

function described(value) {
  return value === undefined || value === '' ? 'is not set' : `is ${JSON.stringify(value)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = resolve(process.argv[2] ?? 'seatkeeper-teams.zip');
  try {
    const bytes = teamsPackage(process.env);
    writeFileSync(file, bytes);
    process.stdout.write(
      `Wrote ${file} (${bytes.length} bytes). Upload it: Teams, Apps, Manage your apps, Upload an app.\n`,
    );
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
