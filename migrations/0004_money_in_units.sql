-- What is at stake was kept in hundredths; money is in the units of its currency everywhere now.
UPDATE `source` SET `numbers` = json_set(`numbers`, '$.atStake',
  (SELECT json_group_object(`key`, `value` / 100.0) FROM json_each(`numbers`, '$.atStake')))
WHERE json_type(`numbers`, '$.atStake') = 'object';
