-- Institutions that were closed, or run as an isolation site, at the end of a day, or are by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: the newest decision of each institution of the range
-- again: yes, reads only
select g.place, 1::bigint as number
from (
    select distinct on (g.place) g.place, g.regime
    from institutions_regime g
    where g.place >= %(lo)s and g.place < %(hi)s and g.approved
      and g.since <= least(%(until)s::timestamptz, %(at)s::timestamptz)
      and g.decided_at <= least(%(until)s::timestamptz, %(at)s::timestamptz)
    order by g.place, g.since desc, g.id desc
) g
where g.regime in ('closed', 'site')
