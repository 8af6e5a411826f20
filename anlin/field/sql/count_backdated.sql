-- what:  Count items of a phone that were written down after a contact they claim to lie before.
-- in:    device, more
-- out:   nothing
-- cost:  one small write
-- again: counts again
update field_phone set backdated = backdated + %(more)s::bigint where device = %(device)s::bigint
