-- The same job done by hand in SQL, with the same two files: import, index, find the owner and status of every account, count.
PRAGMA cache_size = -32000;

.import --csv roster.csv roster
.import --csv accounts.csv account

CREATE UNIQUE INDEX roster_id ON roster (id);
CREATE UNIQUE INDEX account_id ON account (id);
CREATE INDEX account_email ON account (lower(trim(email)));

-- Every address of the roster once, normalised: rank 0 is the primary one, rank 1 an alias.
CREATE TABLE address (
  email TEXT, rank INTEGER, person INTEGER,
  PRIMARY KEY (email, rank, person)
) WITHOUT ROWID;
INSERT INTO address
SELECT lower(trim(email)) AS email, 0, rowid FROM roster WHERE email <> ''
UNION ALL
SELECT lower(trim(value)), 1, roster.rowid
FROM roster, json_each('["' || replace(aliases, ';', '","') || '"]')
WHERE aliases <> ''
ORDER BY 1;

CREATE TABLE account_alias (account INTEGER, email TEXT, PRIMARY KEY (account, email)) WITHOUT ROWID;
INSERT INTO account_alias
SELECT account.rowid, lower(trim(value))
FROM account, json_each('["' || replace(aliases, ';', '","') || '"]')
WHERE aliases <> '';

CREATE TABLE domain_alias (domain TEXT PRIMARY KEY, home TEXT) WITHOUT ROWID;
INSERT INTO domain_alias VALUES ('acme.onmicrosoft.com', 'acme.com');

-- The status of each person, computed once.
CREATE TABLE person AS
SELECT rowid AS row, id, CASE
    WHEN end_date <> '' AND end_date < date('now') THEN 'inactive'
    WHEN status = 'inactive' OR (status = 'offboarded' AND end_date = '') THEN 'inactive'
    ELSE 'active'
  END AS status
FROM roster ORDER BY row;

-- The owner is the first person found by the account's address, its further addresses, or its address under the other domain.
CREATE TABLE result AS
WITH
  keyed AS MATERIALIZED (
    SELECT rowid AS row, id, lower(trim(email)) AS email FROM account
  ),
  owned AS MATERIALIZED (
    SELECT id, coalesce(
      (SELECT person FROM address WHERE email = keyed.email ORDER BY rank LIMIT 1),
      (SELECT person FROM account_alias JOIN address USING (email)
       WHERE account = keyed.row ORDER BY rank LIMIT 1),
      (SELECT person FROM domain_alias
       JOIN address ON address.email = substr(keyed.email, 1, instr(keyed.email, '@')) || home
       WHERE domain = substr(keyed.email, instr(keyed.email, '@') + 1) ORDER BY rank LIMIT 1)
    ) AS owner
    FROM keyed
  )
SELECT owned.id AS account, person.id AS person, coalesce(person.status, 'unknown') AS status
FROM owned LEFT JOIN person ON person.rowid = owned.owner;

SELECT status, count(*) FROM result GROUP BY status ORDER BY status;
