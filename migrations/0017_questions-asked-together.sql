ALTER TABLE `seat_question` ADD `asking` integer;--> statement-breakpoint
CREATE INDEX `seat_question_asking` ON `seat_question` (`asking`);--> statement-breakpoint
-- Until now each message asked about one seat.
UPDATE `seat_question` SET `asking` = `id` WHERE `asked_at` IS NOT NULL AND `state` NOT IN ('waiting', 'unreachable');