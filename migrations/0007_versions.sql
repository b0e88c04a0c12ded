CREATE TABLE `version` (
	`subject` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
