-- what:  Empty the figures of communities in which nobody owes a window any more.
-- in:    window, measure_id, opens, closes, begun_from of one window whose times all subjects
--        share; lo, hi
-- out:   rows emptied
-- cost:  one index probe per figure; nothing where none stands yet
-- again: nothing is left to empty
update duties_figure f
set due = 0, met = 0, late = 0, excused = 0, exempt = 0, lapsed = 0
where f.window_id = %(window)s and f.level = 5 and f.place >= %(lo)s and f.place < %(hi)s
  and f.due + f.exempt > 0
  and not exists (
      select from duties_obligation o
      where o.measure_id = %(measure_id)s
        and o.place >= f.place and o.place < f.place + 1000000
        and o.since <= %(opens)s and o.until >= %(closes)s
        and (%(begun_from)s::timestamptz is null
             or coalesce(o.begun, o.since) >= %(begun_from)s))
