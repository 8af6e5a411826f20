-- Since when somebody stays in an institution, and what the newest test of theirs since then said.
-- in: person, place (lo of the institution's grid)
-- out: since (of the stay that lasts, over moves and leaves), result (negative, positive, ... or empty)
-- cost: the stays and samples of one person
-- again: yes, reads only
select m.since, coalesce(r.result, '') as result
from (select max(s.since) as since from institutions_stay s
      where s.person = %(person)s and s.place = %(place)s and s.came = 'admitted') m
left join lateral (
    select f.result from institutions_sample p
    join institutions_batch b on b.id = p.batch and b.taken_at >= m.since
    join institutions_result f on f.sample = p.id
    where p.person = %(person)s
      and not exists (select from institutions_result c where c.corrects = f.id)
    order by b.taken_at desc, f.id desc limit 1
) r on true
