ALTER TABLE `licence_finding` RENAME TO `license_finding`;--> statement-breakpoint
ALTER TABLE `saving` RENAME COLUMN "licence" TO "license";--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_assignment` (
	`account` integer NOT NULL,
	`license` text NOT NULL,
	`since` text NOT NULL,
	`ended_at` text,
	PRIMARY KEY(`account`, `license`)
);
--> statement-breakpoint
INSERT INTO `__new_assignment`("account", "license", "since", "ended_at") SELECT "account", "license", "since", "ended_at" FROM `assignment`;--> statement-breakpoint
DROP TABLE `assignment`;--> statement-breakpoint
ALTER TABLE `__new_assignment` RENAME TO `assignment`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `assignment_ended` ON `assignment` (`ended_at`) WHERE ended_at is not null;