-- What may be a case and is none yet: positive results that stand, and warnings that ended as suspected.
-- in: place (lo of an institution's grid), since (timestamptz: no older ones)
-- out: source (test, warning), evidence, person, post, name, at
-- cost: index ranges of one institution
-- again: yes, reads only
select 'test' as source, r.id as evidence, m.person, m.post, coalesce(p.name, w.name, '') as name,
       r.found_at as at
from institutions_result r
join institutions_sample m on m.id = r.sample
left join people_person p on p.id = m.person
left join institutions_post w on w.id = m.post
where r.place = %(place)s and r.at >= %(since)s and r.result = 'positive'
  and not exists (select from institutions_result c where c.corrects = r.id)
  and not exists (select from outbreaks_case c where c.place = r.place
                  and (c.person = m.person or c.post = m.post)
                  and (c.closed_at is null or c.detected_at >= r.found_at or c.evidence = r.id))
union all
select 'warning', s.id, g.person, null, coalesce(p.name, ''), s.at
from institutions_step s
join institutions_warning g on g.id = s.warning
left join people_person p on p.id = g.person
where s.place = %(place)s and s.at >= %(since)s and s.outcome = 'suspected'
  and not exists (select from outbreaks_case c where c.place = s.place and c.person = g.person
                  and (c.closed_at is null or c.detected_at >= s.at or c.evidence = s.id))
order by at
