import Database from 'better-sqlite3';

/**
 * Compares Seatkeeper's owner and status of every account that has an address with those of the SQL. Throws at the first
 * difference; returns the number of accounts compared.
 */
export function ownersAgree(baseline, seatkeeper) {
  const sqlite = new Database(baseline, { readonly: true });
  try {
    sqlite.prepare('ATTACH ? AS seatkeeper').run(seatkeeper);
    const wanted = sqlite.prepare(`SELECT count(*) FROM account WHERE ${HAS_ADDRESS}`).pluck().get();
    const found = sqlite.prepare(COMPARE).all();
    const compared = found.reduce((sum, { accounts }) => sum + accounts, 0);
    const different = found.filter(({ theirs, ours, sameOwner }) => theirs !== ours || sameOwner === 0);
    if (compared !== wanted || different.length > 0)
      throw new Error(
        `WRONG ANSWER: of ${wanted} accounts with an address ${compared} were found in both; differences: ${JSON.stringify(different)}`,
      );
    return compared;
  } finally {
    sqlite.close();
  }
}

const HAS_ADDRESS = "(email <> '' OR aliases <> '')";

const COMPARE = `
  SELECT result.status AS theirs, account.status AS ours, result.person IS person.external_id AS sameOwner, count(*) AS accounts
  FROM result
  JOIN (SELECT id FROM main.account WHERE ${HAS_ADDRESS}) AS listed ON listed.id = result.account
  JOIN seatkeeper.account AS account ON account.external_id = result.account AND account.gone_at IS NULL
  LEFT JOIN seatkeeper.person AS person ON person.id = account.person
  GROUP BY 1, 2, 3`;

/** Compares the counts that `status` shows with those of the generated company, usernames included. */
export function countsAgree({ accounts, parts }, status) {
  const [{ accounts: listed, active, left, inactive, unknown, notPeople, closed }] = status.apps;
  const shown = { accounts: listed, active, away: left + inactive, unknown, notPeople, closed };
  const made = { accounts, ...parts };
  for (const key of Object.keys(made))
    if (shown[key] !== made[key])
      throw new Error(
        `WRONG ANSWER: status shows ${JSON.stringify(shown)}, but ${JSON.stringify(made)} were generated`,
      );
}

/** Compares the report of a sync with the generated company: everything is new the first time, nothing the second. */
export function reportAgrees(company, report, time) {
  const { result } = report.find(({ kind }) => kind === 'app');
  const { listed, added, changed, gone } = result.counts;
  const news = time === 'first' ? company.accounts : 0;
  if (listed !== company.accounts || added !== news || changed !== 0 || gone !== 0)
    throw new Error(`WRONG ANSWER: the ${time} sync reported ${JSON.stringify(result)}`);
}

/** Compares the totals of the access table with plain SQL over the same database. */
export function accessAgrees(database, questions) {
  const sqlite = new Database(database, { readonly: true });
  try {
    for (const { question, total } of questions) {
      const conditions = question
        .split(' ')
        .flatMap((word) => CONDITIONS[word.split(':')[0]]?.(word.split(':')[1]) ?? []);
      const wanted = sqlite
        .prepare(`SELECT count(*) FROM account WHERE gone_at IS NULL AND ${conditions.join(' AND ')}`)
        .pluck()
        .get();
      if (total !== wanted)
        throw new Error(`WRONG ANSWER: access ${question} found ${total} accounts, SQL found ${wanted}`);
    }
  } finally {
    sqlite.close();
  }
}

const yes = (value) => (value === 'yes' ? 1 : 0);
const CONDITIONS = {
  status: (value) => `status = '${value}'`,
  kind: (value) => `kind = '${value}'`,
  state: (value) => `state = '${value}'`,
  offboarded: (value) => `offboarded = ${yes(value)}`,
  known: (value) => `known = ${yes(value)}`,
  license: (value) => `instr(lower(licenses), '${value}') > 0`,
  idle: (value) => `last_active < date('now', '-${value} days')`,
  'never-active': () => 'last_active IS NULL',
  email: (value) =>
    `(instr(email, '${value}') > 0 OR instr(emails, '${value}') > 0 OR instr(lower(username), '${value}') > 0 OR instr(lower(name), '${value}') > 0)`,
};
