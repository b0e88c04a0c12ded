ALTER TABLE `subscription` ADD `ends_on` text;--> statement-breakpoint
ALTER TABLE `subscription_terms` ADD `purchased` integer;--> statement-breakpoint
UPDATE `saving` SET `monthly` = `monthly` * 10000;
