-- Every institution of a range with how it fares: beds, staff, cases, minutes of the four earlies, duties of
-- its own place settled and missed in 14 days, how it is kept.
-- in: lo, hi (places), today (date), at, since (timestamptz: 14 days back), windows (ids of these days)
-- out: institution, place, kind, name, beds, inside, carers, on_duty, cases (14 days), open, reported,
--      isolated, transferred (int[]: minutes of the steps done in 90 days), due, done, waits (duties), regime, regime_since,
--      review_on
-- cost: one index range per institution and table; a county has tens
-- again: yes, reads only
select i.id as institution, i.place, i.kind, i.name,
       b.beds, coalesce(s.inside, 0)::int as inside, coalesce(p.carers, 0)::int as carers,
       coalesce(d.on_duty, 0)::int as on_duty,
       coalesce(c.cases, 0)::int as cases, coalesce(c.open, 0)::int as open,
       coalesce(m.reported, array[]::int[]) as reported, coalesce(m.isolated, array[]::int[]) as isolated,
       coalesce(m.transferred, array[]::int[]) as transferred,
       e.due::int as due, e.done::int as done, e.waits::int as waits,
       coalesce(g.regime, '') as regime, g.since as regime_since, g.review_on
from institutions_institution i
left join lateral (
    select count(*)::int as beds from institutions_location l
    where l.place = i.place and l.kind = 'bed' and l.until is null
) b on true
left join lateral (
    select count(*) as inside from institutions_stay s
    where s.place = i.place and s.until is null and s.state = 'in'
) s on true
left join lateral (
    select count(*) as carers from institutions_post p
    where p.place = i.place and p.job = 'carer' and (p.until is null or p.until > %(today)s)
) p on true
left join lateral (
    select count(*) as on_duty from workforce_start d where d.place = i.place and d.ended_at is null
) d on true
left join lateral (
    select count(*) filter (where c.detected_at >= %(since)s and c.closing <> 'excluded') as cases,
           count(*) filter (where c.closed_at is null) as open
    from outbreaks_case c where c.place = i.place
) c on true
left join lateral (
    select array_agg(floor(extract(epoch from t.done_at - c.detected_at) / 60)::int)
               filter (where t.step = 'reported') as reported,
           array_agg(floor(extract(epoch from t.done_at - c.detected_at) / 60)::int)
               filter (where t.step = 'isolated') as isolated,
           array_agg(floor(extract(epoch from t.done_at - c.detected_at) / 60)::int)
               filter (where t.step = 'transferred') as transferred
    from outbreaks_case c join outbreaks_task t on t.case = c.id and t.done_at is not null
    where c.place = i.place and c.detected_at >= %(at)s::timestamptz - interval '90 days'
) m on true
left join lateral (
    select count(*) filter (where d.status <> 'exempt') as due,
           count(*) filter (where d.status in ('met', 'late')) as done,
           count(*) filter (where d.status in ('open', 'upcoming')) as waits
    from duties_of(%(windows)s, i.place, i.place + 1000, %(at)s) d
) e on true
left join lateral (
    select g.regime, g.since, g.review_on from institutions_regime g
    where g.place = i.place and g.approved and g.since <= %(at)s
    order by g.since desc, g.id desc limit 1
) g on true
where i.place >= %(lo)s and i.place < %(hi)s and i.until is null
order by coalesce(c.open, 0) desc, i.place
