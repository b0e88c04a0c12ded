CREATE TABLE `seat_question` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`app` integer NOT NULL,
	`account` text NOT NULL,
	`person` integer NOT NULL,
	`state` text NOT NULL,
	`asked` text NOT NULL,
	`round` text NOT NULL,
	`due_at` text NOT NULL,
	`asked_at` text,
	`ended_at` text,
	`platform` text,
	`chat_user` text,
	`timezone` text,
	`reminders` integer DEFAULT 0 NOT NULL,
	`until` text,
	`given_to` integer,
	`why` text,
	`answered_by` text,
	`answered_name` text,
	`not_before` text,
	`request` text,
	`request_by` text,
	`request_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seat_question_live` ON `seat_question` (`app`,`account`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `seat_question_due` ON `seat_question` (`due_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `seat_question_account` ON `seat_question` (`app`,`account`);--> statement-breakpoint
CREATE INDEX `seat_question_round` ON `seat_question` (`round`);--> statement-breakpoint
CREATE INDEX `seat_question_request` ON `seat_question` (`id`) WHERE request = 'open';--> statement-breakpoint
ALTER TABLE `outbox` ADD `recipient` text;