CREATE TABLE `account` (
	`id` integer PRIMARY KEY NOT NULL,
	`app` integer NOT NULL,
	`external_id` text NOT NULL,
	`email` text,
	`emails` text,
	`username` text,
	`name` text,
	`state` text NOT NULL,
	`kind` text NOT NULL,
	`role` text,
	`licenses` text,
	`last_active` text,
	`created` text,
	`columns` text,
	`fingerprint` integer NOT NULL,
	`person` integer,
	`rule` text,
	`via` text,
	`status` text NOT NULL,
	`offboarded` integer NOT NULL,
	`known` integer NOT NULL,
	`concern` text,
	`first_run` integer NOT NULL,
	`first_seen` text NOT NULL,
	`gone_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_key` ON `account` (`app`,`external_id`);--> statement-breakpoint
CREATE INDEX `account_owner` ON `account` (`person`) WHERE person is not null;--> statement-breakpoint
CREATE INDEX `account_loose` ON `account` (`email`) WHERE person is null or rule not in ('manual-link', 'email');--> statement-breakpoint
CREATE INDEX `account_loose_many` ON `account` (`app`) WHERE emails is not null and (person is null or rule not in ('manual-link', 'email'));--> statement-breakpoint
CREATE INDEX `account_attention` ON `account` (`app`,`status`,`offboarded`,`known`,`concern`,`first_run`) WHERE status <> 'active' and gone_at is null;--> statement-breakpoint
CREATE TABLE `account_change` (
	`account` integer PRIMARY KEY NOT NULL,
	`run` integer NOT NULL,
	`email` text,
	`emails` text,
	`username` text,
	`name` text,
	`state` text NOT NULL,
	`kind` text NOT NULL,
	`role` text,
	`licenses` text,
	`last_active` text,
	`created` text,
	`columns` text,
	`fingerprint` integer NOT NULL,
	`person` integer,
	`rule` text,
	`via` text,
	`status` text NOT NULL,
	`offboarded` integer NOT NULL,
	`known` integer NOT NULL,
	`concern` text
);
--> statement-breakpoint
CREATE TABLE `alert` (
	`app` integer PRIMARY KEY NOT NULL,
	`phase` text NOT NULL,
	`posted_at` text NOT NULL,
	`handled` text DEFAULT '[]' NOT NULL,
	`snoozed_until` text,
	FOREIGN KEY (`app`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `daily` (
	`day` text NOT NULL,
	`app` integer NOT NULL,
	`open` integer NOT NULL,
	`seats` integer NOT NULL,
	PRIMARY KEY(`day`, `app`)
);
--> statement-breakpoint
CREATE TABLE `decision` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`app` integer NOT NULL,
	`account` text NOT NULL,
	`person` integer,
	`reason` text,
	`facts` text,
	`until` text,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`ended_at` text,
	`ending` text,
	`ended` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decision_current` ON `decision` (`kind`,`app`,`account`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `digest` (
	`due_at` text PRIMARY KEY NOT NULL,
	`sent_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `finding` (
	`account` integer PRIMARY KEY NOT NULL,
	`app` integer NOT NULL,
	`concern` text NOT NULL,
	`opened_at` text NOT NULL,
	`closed_at` text,
	`closing` text,
	`closed_by` text,
	`reopened` integer NOT NULL,
	`snoozed_until` text,
	FOREIGN KEY (`account`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`app`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `finding_open` ON `finding` (`app`,`concern`,`snoozed_until`,`opened_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `finding_closed` ON `finding` (`closed_at`) WHERE closed_at is not null;--> statement-breakpoint
CREATE TABLE `job` (
	`name` text PRIMARY KEY NOT NULL,
	`schedule` text NOT NULL,
	`due_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`platform` text NOT NULL,
	`subject` text NOT NULL,
	`mode` text NOT NULL,
	`quiet` integer NOT NULL,
	`message` text NOT NULL,
	`status` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` text,
	`problem` text,
	`created_at` text NOT NULL,
	`sent_at` text
);
--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`platform`,`id`) WHERE status in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_subject` ON `outbox` (`subject`,`platform`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY NOT NULL,
	`source` integer NOT NULL,
	`external_id` text NOT NULL,
	`email` text,
	`aliases` text NOT NULL,
	`usernames` text NOT NULL,
	`name` text NOT NULL,
	`reported` text NOT NULL,
	`status` text NOT NULL,
	`department` text,
	`manager` text,
	`groups` text NOT NULL,
	`start_date` text,
	`end_date` text,
	`local_key` text,
	`name_key` text,
	`fingerprint` integer NOT NULL,
	`since` text,
	`first_run` integer NOT NULL,
	`gone_at` text,
	`replaced_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_key` ON `person` (`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `person_email` ON `person` (`email`);--> statement-breakpoint
CREATE INDEX `person_local` ON `person` (`local_key`);--> statement-breakpoint
CREATE INDEX `person_name` ON `person` (`name_key`);--> statement-breakpoint
CREATE TABLE `person_change` (
	`person` integer PRIMARY KEY NOT NULL,
	`run` integer NOT NULL,
	`email` text,
	`aliases` text NOT NULL,
	`usernames` text NOT NULL,
	`name` text NOT NULL,
	`reported` text NOT NULL,
	`status` text NOT NULL,
	`department` text,
	`manager` text,
	`groups` text NOT NULL,
	`start_date` text,
	`end_date` text,
	`local_key` text,
	`name_key` text,
	`fingerprint` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `posted` (
	`subject` text NOT NULL,
	`platform` text NOT NULL,
	`ref` text NOT NULL,
	PRIMARY KEY(`subject`, `platform`)
);
--> statement-breakpoint
CREATE TABLE `run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` integer NOT NULL,
	`status` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`counts` text DEFAULT '{}' NOT NULL,
	`error_kind` text,
	`error` text,
	`retry_at` text,
	`doubts` text,
	`data_at` text,
	`basis` text NOT NULL,
	`accepted_by` text,
	`seen` blob,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_source` ON `run` (`source`,`id`);--> statement-breakpoint
CREATE TABLE `source` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`sealed_run` integer DEFAULT 0 NOT NULL,
	`data_at` text,
	`numbers` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `source_name` ON `source` (`kind`,`name`);--> statement-breakpoint
CREATE TABLE `subscription` (
	`app` integer NOT NULL,
	`external_id` text NOT NULL,
	`sku` text NOT NULL,
	`product` text,
	`model` text,
	`purchased` integer,
	`unlimited` integer NOT NULL,
	`consumed` integer,
	`enabled` integer,
	`warning` integer,
	`suspended` integer,
	`capability_status` text,
	`unit_price` integer,
	`currency` text,
	`term` text,
	`renews_on` text,
	`last_import` text NOT NULL,
	`gone_at` text,
	PRIMARY KEY(`app`, `external_id`),
	FOREIGN KEY (`app`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
);
