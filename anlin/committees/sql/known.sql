-- what:  What is recorded of one line of a report by now; the figure is put in by the room.
-- in:    lo, hi (places), since, until, at
-- out:   number
-- cost:  that of the figure in one community
-- again: reads only
select coalesce(sum(f.number), 0)::int as number
from ({figure}) f
