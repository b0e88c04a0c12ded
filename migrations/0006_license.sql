-- By hand: drizzle-kit recreates `assignment` from a column that does not exist yet, where a rename keeps the primary key.
ALTER TABLE `licence_finding` RENAME TO `license_finding`;--> statement-breakpoint
ALTER TABLE `saving` RENAME COLUMN "licence" TO "license";--> statement-breakpoint
ALTER TABLE `assignment` RENAME COLUMN "licence" TO "license";
