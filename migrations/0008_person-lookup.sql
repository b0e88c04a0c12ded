-- By hand: drizzle-kit knows no WITHOUT ROWID, which halves the table. The rows of those who are visible are filled in here,
-- in the transaction of the migration; `normalise_text` is registered by src/store/db/open.ts.
CREATE TABLE `person_lookup` (
	`value` text NOT NULL,
	`person` integer NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`value`, `person`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO person_lookup (value, person, kind)
SELECT DISTINCT value, person, kind FROM (
  SELECT normalise_text(j.value) AS value, p.id AS person, 'alias' AS kind, p.email, p.source, p.first_run FROM person p, json_each(p.aliases) j
  UNION ALL
  SELECT normalise_text(j.value), p.id, 'username', p.email, p.source, p.first_run FROM person p, json_each(p.usernames) j
) AS listed
WHERE value IS NOT email AND first_run <= (SELECT sealed_run FROM source WHERE source.id = listed.source)
ORDER BY 1, 2, 3;
