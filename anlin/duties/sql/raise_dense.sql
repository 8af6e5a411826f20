-- what:  Raise a lapse for every duty of one lapsed window that is neither done nor forgiven, in
--        one stream.
-- in:    window, measure_id, opens, closes, late_until, begun_from, needs, spacing, kinds of one
--        window whose times all subjects share; late, spaced; lo, hi; lapses; at
-- out:   lapses raised
-- cost:  one pass over two indexes; about 0.4 microseconds a duty, 5 a lapse
-- again: a duty lapses once
insert into duties_lapse (measure_id, window_id, place, subject, opens, lapsed_at, raised_at)
select %(measure_id)s, %(window)s, s.place, s.subject, %(opens)s, %(lapses)s, %(at)s
from duties_streamed(
    %(measure_id)s, %(opens)s, %(closes)s, %(late_until)s, %(begun_from)s, %(needs)s,
    %(spacing)s, %(kinds)s::smallint[], %(late)s, %(spaced)s, %(lo)s, %(hi)s) s
where s.state = 0
on conflict (measure_id, subject, opens) do nothing
