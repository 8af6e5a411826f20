-- Reopen a place, and with it every place below it that closed on the same day.
-- in: lo, hi (range of the place), levels (its own and those below), closed (the day they closed),
--     on (first open day)
-- out: how many were reopened
-- cost: the subtree by (level, lo)
-- again: yes, what is open again is left alone
update places_place p
set periods = periods + datemultirange(daterange(%(on)s, null))
where level = any(%(levels)s) and lo >= %(lo)s and lo < %(hi)s
  and upper(periods) = %(closed)s
  and not exists (select 1 from places_succession s where s.from_code = p.code)
