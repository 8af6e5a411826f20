-- what:  Empty the figures of communities in which nobody owes a window any more.
-- in:    window, measure_id, opens, closes, begun_from of one window whose times all subjects
--        share; lo, hi
-- out:   rows emptied
-- cost:  one index probe per figure; nothing where none stands yet
-- again: nothing is left to empty
update duties_figure f
set due = 0, met = 0, late = 0, excused = 0, exempt = 0, lapsed = 0
from (
    select k.place as lo, k.place + 1000000 as hi from duties_figure k
    where k.window_id = %(window)s and k.level = 5 and k.place >= %(lo)s and k.place < %(hi)s
      and k.due + k.exempt > 0
    offset 0 -- a sum is no bound for an index under row-level security
) c
where f.window_id = %(window)s and f.level = 5 and f.place = c.lo
  and not exists (
      select from duties_obligation o
      where o.measure_id = %(measure_id)s
        and o.place >= c.lo and o.place < c.hi
        and o.since <= %(opens)s and o.until >= %(closes)s
        and (%(begun_from)s::timestamptz is null
             or coalesce(o.begun, o.since) >= %(begun_from)s))
