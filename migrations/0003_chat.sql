CREATE TABLE `conversation` (
	`platform` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`installed_at` text NOT NULL,
	`removed_at` text,
	`problem` text,
	`problem_at` text,
	PRIMARY KEY(`platform`, `id`)
);
--> statement-breakpoint
CREATE TABLE `home` (
	`platform` text NOT NULL,
	`user` text NOT NULL,
	`opened_at` text NOT NULL,
	`shown` integer,
	PRIMARY KEY(`platform`, `user`)
);
--> statement-breakpoint
CREATE TABLE `received` (
	`platform` text NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`platform`, `id`)
);
--> statement-breakpoint
CREATE INDEX `received_at` ON `received` (`at`);