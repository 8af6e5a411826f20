-- what:  Journal one act; the database numbers, links and seals the entry.
-- in:    actor (accounts_user.id) or null; role; verb; place (its lo); subject; at; reason; detail
--        (JSON text)
-- out:   id of the entry
-- cost:  one insert; the area's chain is held until the transaction ends
-- again: journals the act once more
insert into journal_entry (actor, role, verb, place, subject, at, reason, detail)
values (%(actor)s::bigint, %(role)s, %(verb)s, %(place)s::bigint, %(subject)s,
        %(at)s::timestamptz, %(reason)s, %(detail)s::jsonb)
returning id
