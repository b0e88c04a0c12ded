CREATE TABLE `kept_list` (
	`source` integer PRIMARY KEY NOT NULL,
	`run` integer NOT NULL,
	`state` text NOT NULL,
	`whole_at` text NOT NULL,
	FOREIGN KEY (`source`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kept_page` (
	`source` integer NOT NULL,
	`number` integer NOT NULL,
	`rows` blob NOT NULL,
	PRIMARY KEY(`source`, `number`)
);
