-- Close a place, and with it every place below it that is open then.
-- in: lo, hi (range of the place), levels (its own and those below), on (first closed day)
-- out: how many were closed
-- cost: the subtree by (level, lo)
-- again: yes, what has ended is left alone
update places_place
set periods = periods - datemultirange(daterange(%(on)s, null))
where level = any(%(levels)s) and lo >= %(lo)s and lo < %(hi)s
  and periods && datemultirange(daterange(%(on)s, null))
