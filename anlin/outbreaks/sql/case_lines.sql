-- Suspected cases of a range, the open ones first, each with who it is and how far it has come.
-- in: lo, hi (places), case (bigint, or null for all)
-- out: case, institution, home (its name), place, person, post, name, room, source, onset_on, detected_at,
--      why, confirmed_on, infected, counted, closed_at, closing, reported_at, isolated_at, transferred_at, disinfected_at; contacts by
--      standing: drawn, confirmed, struck
-- cost: one index range, a lookup each
-- again: yes, reads only
select c.id as case, c.institution, i.name as home, c.place, c.person, c.post,
       coalesce(p.name, w.name, '') as name, coalesce(r.name, '') as room, c.source, c.onset_on,
       c.detected_at, c.why, c.confirmed_on, c.infected, c.counted, c.closed_at, c.closing,
       t.reported_at, t.isolated_at, t.transferred_at, t.disinfected_at,
       coalesce(k.drawn, 0)::int as drawn, coalesce(k.confirmed, 0)::int as confirmed,
       coalesce(k.struck, 0)::int as struck
from outbreaks_case c
join institutions_institution i on i.id = c.institution
left join people_person p on p.id = c.person
left join institutions_post w on w.id = c.post
left join lateral (
    select b.above from institutions_stay s join institutions_location b on b.id = s.bed
    where s.person = c.person and s.place = c.place order by s.since desc limit 1
) s on true
left join institutions_location r on r.id = s.above
left join lateral (
    select max(t.done_at) filter (where t.step = 'reported') as reported_at,
           max(t.done_at) filter (where t.step = 'isolated') as isolated_at,
           max(t.done_at) filter (where t.step = 'transferred') as transferred_at,
           max(t.done_at) filter (where t.step = 'disinfected') as disinfected_at
    from outbreaks_task t where t.case = c.id
) t on true
left join lateral (
    select count(*) filter (where k.standing = 'drawn') as drawn,
           count(*) filter (where k.standing = 'confirmed') as confirmed,
           count(*) filter (where k.standing = 'struck') as struck
    from outbreaks_contact k where k.case = c.id
) k on true
where c.place >= %(lo)s and c.place < %(hi)s and (%(case)s::bigint is null or c.id = %(case)s)
order by c.closed_at is not null, c.detected_at desc, c.id desc
limit 500
