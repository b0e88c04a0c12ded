CREATE TABLE `assignment` (
	`account` integer NOT NULL,
	`licence` text NOT NULL,
	`since` text NOT NULL,
	`ended_at` text,
	PRIMARY KEY(`account`, `licence`)
);
--> statement-breakpoint
CREATE INDEX `assignment_ended` ON `assignment` (`ended_at`) WHERE ended_at is not null;--> statement-breakpoint
CREATE TABLE `directory_group` (
	`source` integer NOT NULL,
	`name` text NOT NULL,
	`contains` text NOT NULL,
	PRIMARY KEY(`source`, `name`)
);
--> statement-breakpoint
CREATE TABLE `licence_finding` (
	`app` integer NOT NULL,
	`subscription` text NOT NULL,
	`concern` text NOT NULL,
	`detail` text NOT NULL,
	`opened_at` text NOT NULL,
	`closed_at` text,
	PRIMARY KEY(`app`, `subscription`, `concern`)
);
--> statement-breakpoint
CREATE TABLE `reminder` (
	`app` integer NOT NULL,
	`subscription` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`days_before` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`app`, `subscription`, `kind`, `day`, `days_before`)
);
--> statement-breakpoint
CREATE TABLE `rule` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`from_value` text NOT NULL,
	`to_value` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`ended_at` text,
	`ended_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_current` ON `rule` (`kind`,`from_value`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `saving` (
	`id` integer PRIMARY KEY NOT NULL,
	`app` integer NOT NULL,
	`account` integer NOT NULL,
	`licence` text NOT NULL,
	`monthly` integer NOT NULL,
	`currency` text NOT NULL,
	`from_day` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saving_at` ON `saving` (`at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `subscription_terms` (
	`app` integer NOT NULL,
	`external_id` text NOT NULL,
	`product` text,
	`model` text,
	`pool` text,
	`unit_price` integer,
	`currency` text,
	`term` text,
	`renews_on` text,
	`notice_days` integer,
	`entitlement_days` integer,
	`by` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`app`, `external_id`)
);
