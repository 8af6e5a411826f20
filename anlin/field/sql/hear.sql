-- what:  Keep what a phone says of itself and which of its items came, and hold its row until the end.
-- in:    device, user, place, at; seqs: an int8multirange; made, oldest; ahead (interval)
-- out:   one row: made_before and last_before (null at the first time), have (json ranges), epoch
-- cost:  two index probes and one small write
-- again: nothing is added twice
with before as (
    select made, last_at from field_phone where device = %(device)s::bigint for update
),
heard as (
    insert into field_phone as p (
        device, user_id, place, seqs, made, oldest, last_at, ahead, backdated
    )
    select %(device)s::bigint, %(user)s::bigint, %(place)s::bigint, %(seqs)s::int8multirange,
           %(made)s::bigint, %(oldest)s::bigint, %(at)s::timestamptz, %(ahead)s::interval, 0
    from (select count(*) from before) asked_first
    on conflict (device) do update set
        place = excluded.place, seqs = p.seqs + excluded.seqs,
        made = greatest(p.made, excluded.made), oldest = excluded.oldest,
        last_at = excluded.last_at, ahead = excluded.ahead
    returning seqs
)
select (select made from before) as made_before, (select last_at from before) as last_before,
       (select coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r) - 1) order by r), '[]')
        from unnest(heard.seqs) r) as have,
       field_epoch() as epoch
from heard
