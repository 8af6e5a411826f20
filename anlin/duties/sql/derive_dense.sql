-- what:  Count one window whose times all subjects share, for a range of places in one stream.
-- in:    window, measure_id, opens, closes, late_until, begun_from, needs, spacing, kinds of one
--        window; late: whether acts can be late; spaced: whether they must lie apart (what is not
--        asked is not summed); lo, hi: the part of its range to count
-- out:   rows whose counts changed
-- cost:  one pass over two indexes; about 0.5 microseconds a duty. A row is merged, not inserted
--        on conflict, which costs a second descent of the key
-- again: the same counts are written once
merge into duties_figure f
using (
    select place - place %% 1000000 as place,
           count(*) filter (where state <> 4) as due,
           count(*) filter (where state = 1) as met,
           count(*) filter (where state = 2) as late,
           count(*) filter (where state = 3) as excused,
           count(*) filter (where state = 4) as exempt
    from duties_streamed(
        %(measure_id)s, %(opens)s, %(closes)s, %(late_until)s, %(begun_from)s, %(needs)s,
        %(spacing)s, %(kinds)s::smallint[], %(late)s, %(spaced)s, %(lo)s, %(hi)s)
    group by 1
    order by 1 offset 0 -- in the order of the key, which halves the cost of writing
) c
on f.window_id = %(window)s and f.level = 5 and f.place = c.place
when matched and (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
                 (c.due, c.met, c.late, c.excused, c.exempt, 0)
then update set due = c.due, met = c.met, late = c.late, excused = c.excused,
                exempt = c.exempt, lapsed = 0
when not matched
then insert (window_id, level, place, due, met, late, excused, exempt, lapsed)
     values (%(window)s, 5, c.place, c.due, c.met, c.late, c.excused, c.exempt, 0)
