-- what:  Keep when a phone last fetched its list anew.
-- in:    device, user, place, at; none: no time at all
-- out:   nothing
-- cost:  one small write
-- again: the later time stands
insert into field_phone as p (
    device, user_id, place, seqs, made, oldest, last_at, list_at, ahead, backdated
)
values (
    %(device)s::bigint, %(user)s::bigint, %(place)s::bigint, '{}', 0, null,
    %(at)s::timestamptz, %(at)s::timestamptz, %(none)s::interval, 0
)
on conflict (device) do update set list_at = excluded.list_at, place = excluded.place
