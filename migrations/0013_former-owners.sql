CREATE TABLE `former_identifier` (
	`value` text NOT NULL,
	`person` integer NOT NULL,
	`kind` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`value`, `person`)
);
--> statement-breakpoint
CREATE INDEX `former_identifier_person` ON `former_identifier` (`person`);--> statement-breakpoint
ALTER TABLE `account` ADD `last_person` integer;