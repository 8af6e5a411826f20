-- Residents measured in full in the windows of a day that have begun, in time or late, by community.
-- in: lo, hi (places), since, until, at
-- out: place (of the community), number
-- cost: the windows of a day for rounds, one row of counts each and community
-- again: yes, reads only
select f.place, (f.met + f.late)::bigint as number
from duties_window w
join duties_figure f on f.window_id = w.id and f.level = 5
where w.kinds @> '{4}' and w.opens >= %(since)s and w.opens < %(until)s and w.opens < %(at)s
  and f.place >= %(lo)s and f.place < %(hi)s
