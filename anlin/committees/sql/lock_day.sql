-- what:  Hold the report of one subject until the transaction ends: of two who sign, one is first.
-- in:    kind, subject
-- out:   nothing
-- cost:  none
-- again: held twice is held once
select pg_advisory_xact_lock(hashtextextended('committees_report:' || %(kind)s, %(subject)s::bigint))
