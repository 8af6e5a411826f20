-- Draw the contacts of a case from what is recorded: rooms, shifts, shared rounds, visits and the institution's
-- own gates, where a visitor named the person or the room. Whom somebody decided on stays decided; a basis
-- that came later is added.
-- in: case (bigint), since, until (timestamptz: the window of the pack), rounds (int[]: kinds of evidence)
-- out: one row per contact that is new or has more bases: id
-- cost: index ranges of one institution over the window
-- again: yes, the second time nothing changes
with mine as (
    select c.id, c.place, c.person, c.post, w.user as account, coalesce(p.name, w.name) as name
    from outbreaks_case c
    left join institutions_post w on w.id = c.post
    left join people_person p on p.id = c.person
    where c.id = %(case)s
), lay as (
    select b.above as room, greatest(s.since, %(since)s) as since,
           least(coalesce(s.until, %(until)s), %(until)s) as until
    from mine m
    join institutions_stay s on s.person = m.person and s.state = 'in'
    left join institutions_location b on b.id = s.bed
    where s.since < %(until)s and coalesce(s.until, %(until)s) > %(since)s
), near as (
    select s.person, null::bigint as post, '' as visitor, 'room' as basis,
           least(coalesce(s.until, l.until), l.until) as last_at
    from mine m
    join institutions_stay s on s.place = m.place and s.state = 'in' and s.person <> m.person
    join institutions_location b on b.id = s.bed
    join lay l on l.room = b.above and s.since < l.until and coalesce(s.until, l.until) > l.since
    union all
    select null, h.post, '', 'shift', least(h.until, l.until)
    from mine m
    join workforce_shift h on h.place = m.place and h.cancelled_at is null
    join institutions_post p on p.id = h.post and p.job in ('carer', 'nurse')
    join lay l on h.since < l.until and h.until > l.since
    union all
    select null, h.post, '', 'shift', least(h.until, o.until, %(until)s)
    from mine m
    join workforce_shift o on o.post = m.post and o.cancelled_at is null
                           and o.since < %(until)s and o.until > %(since)s
    join workforce_shift h on h.place = m.place and h.cancelled_at is null and h.post <> m.post
                           and h.since < o.until and h.until > o.since
                           and h.since < %(until)s and h.until > %(since)s
    union all
    select null, p.id, '', 'round', r.occurred_at
    from mine m
    join records_submission r on r.subject = m.person
     and r.place >= m.place and r.place < m.place + 1000
     and r.occurred_at >= %(since)s and r.occurred_at < %(until)s
     and r.kinds @> any (select to_jsonb(k) from unnest(%(rounds)s::int[]) k)
    join institutions_post p on p.place = m.place and p.user = r.recorder
    union all
    select s.person, null, '', 'round', r.occurred_at
    from mine m
    join records_submission r on r.recorder = m.account
     and r.place >= m.place and r.place < m.place + 1000
     and r.occurred_at >= %(since)s and r.occurred_at < %(until)s
     and r.kinds @> any (select to_jsonb(k) from unnest(%(rounds)s::int[]) k)
    join institutions_stay s on s.person = r.subject and s.place = m.place
                             and s.since <= r.occurred_at and coalesce(s.until, r.occurred_at) >= r.occurred_at
    union all
    select null, null, trim(v.name || ' ' || v.phone), 'visit',
           least(coalesce(v.went_at, %(until)s), %(until)s)
    from mine m
    join institutions_visit v on v.place = m.place and v.person = m.person and v.refused = '[]'::jsonb
    where v.came_at < %(until)s and coalesce(v.went_at, %(until)s) > %(since)s
    union all
    select null, null, trim(v.name || ' ' || v.phone), 'gate', g.occurred_at
    from mine m
    join premises_passage g on g.place = m.place and g.way in ('in', 'out') and g.visit is not null
     and not g.void and g.occurred_at >= %(since)s and g.occurred_at < %(until)s
    join premises_visit v on v.place = g.place and v.uid = g.visit
     and (strpos(v.whom, m.name) > 0 or exists (
         select from lay l join institutions_location r on r.id = l.room
         where strpos(v.whom, r.name) > 0 and g.occurred_at >= l.since and g.occurred_at < l.until))
    where not exists (select from premises_passage k where k.place = g.place and k.corrects = g.uid)
)
insert into outbreaks_contact ("case", place, person, post, visitor, bases, last_at, standing, why)
select m.id, m.place, n.person, n.post, n.visitor, array_agg(distinct n.basis), max(n.last_at), 'drawn', ''
from mine m, near n
group by m.id, m.place, n.person, n.post, n.visitor
on conflict ("case", person, post, visitor) do update
set bases = array(select distinct b from unnest(outbreaks_contact.bases || excluded.bases) b order by b),
    last_at = greatest(outbreaks_contact.last_at, excluded.last_at)
where not outbreaks_contact.bases @> excluded.bases
   or outbreaks_contact.last_at < excluded.last_at
returning id
