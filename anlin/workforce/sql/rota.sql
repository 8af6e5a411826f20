-- The shifts of an institution that touch a stretch of time, in order.
-- in: place (lo of its grid), since, until (timestamptz)
-- out: shift, post, name, job, since, until, inside, handed_at, taker (name), note
-- cost: one index range
-- again: yes, reads only
select h.id as shift, p.id as post, p.name, p.job, h.since, h.until, h.inside, h.handed_at,
       coalesce(t.name, '') as taker, h.note
from workforce_shift h
join institutions_post p on p.id = h.post
left join institutions_post t on t.id = h.handed_to
where h.place = %(place)s and h.cancelled_at is null
  and h.since < %(until)s and h.until > %(since)s and h.since > %(since)s - interval '31 days'
order by h.since, p.job, p.id
