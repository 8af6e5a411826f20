-- The first place below that opens only on the closing day or after it.
-- in: lo, hi (range of the place), levels (its own and those below), on (first closed day)
-- out: name; no row if there is none
-- cost: the subtree by (level, lo)
-- again: yes, reads only
select name
from places_place
where level = any(%(levels)s) and lo >= %(lo)s and lo < %(hi)s
  and periods && datemultirange(daterange(%(on)s, null))
  and not periods @> (%(on)s::date - 1)
order by lo
limit 1
