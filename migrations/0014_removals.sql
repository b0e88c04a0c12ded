CREATE TABLE `removal_operation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan` integer NOT NULL,
	`app` integer NOT NULL,
	`account` text NOT NULL,
	`step` text NOT NULL,
	`after` integer,
	`person` integer,
	`state` text NOT NULL,
	`due_at` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`planned` text NOT NULL,
	`before` text,
	`answer` text,
	`reason` text,
	`looks` integer DEFAULT 0 NOT NULL,
	`undo_until` text,
	`undoes` integer,
	FOREIGN KEY (`plan`) REFERENCES `removal_plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `removal_operation_live` ON `removal_operation` (`app`,`account`,`step`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `removal_operation_due` ON `removal_operation` (`state`,`due_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `removal_operation_plan` ON `removal_operation` (`plan`);--> statement-breakpoint
CREATE INDEX `removal_operation_ended` ON `removal_operation` (`ended_at`) WHERE ended_at is not null;--> statement-breakpoint
CREATE TABLE `removal_plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`scope` text NOT NULL,
	`hash` text NOT NULL,
	`shown` text NOT NULL,
	`dry_run` integer NOT NULL,
	`requested_by` text NOT NULL,
	`requested_name` text NOT NULL,
	`requested_person` integer,
	`requested_at` text NOT NULL,
	`second_why` text,
	`approved_by` text,
	`approved_name` text,
	`approved_person` integer,
	`approved_at` text,
	`expires_at` text NOT NULL,
	`platform` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE INDEX `removal_plan_open` ON `removal_plan` (`id`) WHERE ended_at is null;