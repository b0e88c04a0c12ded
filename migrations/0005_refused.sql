CREATE TABLE `refused` (
	`platform` text NOT NULL,
	`reason` text NOT NULL,
	`hour` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` text NOT NULL,
	`answered` integer NOT NULL,
	PRIMARY KEY(`platform`, `reason`, `hour`)
);
