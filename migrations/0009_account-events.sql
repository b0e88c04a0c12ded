CREATE TABLE `account_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`account` integer NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`detail` text NOT NULL,
	`by` text
);
--> statement-breakpoint
CREATE INDEX `account_event_of` ON `account_event` (`account`,`id`);--> statement-breakpoint
ALTER TABLE `alert` ADD `news` text;--> statement-breakpoint
ALTER TABLE `finding` ADD `removal_said` text;--> statement-breakpoint
CREATE INDEX `finding_removal` ON `finding` (`app`,`concern`) WHERE removal_said is not null;