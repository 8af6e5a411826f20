-- what:  Mark a community whose figures must be derived again.
-- in:    community (its lo); since: the earliest moment the change matters for
-- out:   one row
-- cost:  one insert
-- again: a second mark is taken together with the first
insert into records_change (community, since) values (%(community)s, %(since)s)
