-- what:  Let an access key in: find whom it stands for and open their scope in this transaction.
-- in:    digest of the key; at; today (day in China); see_names, see_staff: roles that may see them
-- out:   one row, or none if the key, its grant or its account has ended
-- cost:  three index probes; one small write a minute and key, for its last use
-- again: opens the same scope
select * from accounts_knock(
    %(digest)s::bytea, %(at)s::timestamptz, %(today)s::date, %(see_names)s::text[],
    %(see_staff)s::text[])
