-- what:  Let a phone in: find whom it stands for and open their scope in this transaction.
-- in:    digest of the token; at; today (day in China); field_roles: roles a phone can serve;
--        see_names, see_gates: those of them that see persons, or who passes gates
-- out:   one row, or none for a token we never gave; `ended` opens no scope
-- cost:  four index probes; one small write a minute and phone, for when it was last heard of
-- again: opens the same scope
select * from accounts_knock_device(
    %(digest)s::bytea, %(at)s::timestamptz, %(today)s::date, %(field_roles)s::text[],
    %(see_names)s::text[], %(see_gates)s::text[])
