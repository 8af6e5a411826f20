-- Who works at an institution, each with what stands of them before duty and on duty.
-- in: place (lo of its grid), post (bigint, or null for all), at (timestamptz), today (date, in China)
-- out: post, name, phone, job, since; of the newest isolation isolated_on, left_on, at_what; of the time
--      since it began (or since hiring) well, symptom, negative, positive; start, started_at; the shift
--      that runs or comes next: shift, shift_since, shift_until, inside; days: days on duty in 60 days
-- cost: one index range per worker and table; a home has tens
-- again: yes, reads only
select p.id as post, p.name, p.phone, p.job, p.since, p.user as account,
       i.since as isolated_on, i.until as left_on, coalesce(i.at_what, '') as at_what,
       coalesce(f.well, 0)::int as well, coalesce(f.symptom, 0)::int as symptom,
       (coalesce(f.negative, 0) + coalesce(t.negative, 0))::int as negative,
       (coalesce(f.positive, 0) + coalesce(t.positive, 0))::int as positive,
       s.id as start, s.at as started_at,
       h.id as shift, h.since as shift_since, h.until as shift_until, h.inside,
       coalesce(d.days, array[]::date[]) as days
from institutions_post p
left join lateral (
    select i.since, i.until, i.at_what from workforce_isolation i
    where i.post = p.id order by i.since desc, i.id desc limit 1
) i on true
left join lateral (
    select count(*) filter (where f.found = 'well') as well,
           count(*) filter (where f.found = 'symptom') as symptom,
           count(*) filter (where f.found = 'negative') as negative,
           count(*) filter (where f.found = 'positive') as positive
    from workforce_finding f
    where f.post = p.id and f.on_day >= coalesce(i.since, p.since)
      and not exists (select from workforce_finding c where c.corrects = f.id)
) f on true
left join lateral (
    select count(*) filter (where r.result = 'negative') as negative,
           count(*) filter (where r.result = 'positive') as positive
    from institutions_sample m
    join institutions_batch b on b.id = m.batch
    join institutions_result r on r.sample = m.id
    where m.post = p.id
      and (b.taken_at at time zone 'Asia/Shanghai')::date >= coalesce(i.since, p.since)
      and not exists (select from institutions_result c where c.corrects = r.id)
) t on true
left join workforce_start s on s.post = p.id and s.ended_at is null
left join lateral (
    select h.id, h.since, h.until, h.inside from workforce_shift h
    where h.post = p.id and h.cancelled_at is null and h.until > %(at)s
    order by h.since limit 1
) h on true
left join lateral (
    select array_agg(distinct (h.since at time zone 'Asia/Shanghai')::date) as days
    from workforce_shift h
    where h.post = p.id and h.cancelled_at is null and h.since <= %(at)s
      and h.since > %(at)s::timestamptz - interval '60 days'
) d on true
where p.place = %(place)s and p.since <= %(today)s and (p.until is null or p.until > %(today)s)
  and (%(post)s::bigint is null or p.id = %(post)s)
order by (s.id is not null), p.job, p.id
