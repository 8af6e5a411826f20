-- What an assessment of an institution starts from, counted now.
-- in: place (lo of its grid), today (date), at (timestamptz), since (timestamptz: 14 days back)
-- out: beds, inside, away, observation (free beds in observation zones), staff, on_duty, inside_staff,
--      infected_residents, infected_staff (open cases), positives (tests in 14 days), cases_14
-- cost: index ranges of one institution
-- again: yes, reads only
select (select count(*) from institutions_location l
        where l.place = %(place)s and l.kind = 'bed' and l.until is null)::int as beds,
       (select count(*) from institutions_stay s
        where s.place = %(place)s and s.until is null and s.state = 'in')::int as inside,
       (select count(*) from institutions_stay s
        where s.place = %(place)s and s.until is null and s.state = 'leave')::int as away,
       (select count(*) from institutions_location b
        join institutions_location r on r.id = b.above
        join institutions_zone z on z.location in (b.id, r.id, r.above) and z.zone = 'observation'
                                and z.until is null
        where b.place = %(place)s and b.kind = 'bed' and b.until is null
          and not exists (select from institutions_stay s where s.bed = b.id and s.until is null)
       )::int as observation,
       (select count(*) from institutions_post p
        where p.place = %(place)s and (p.until is null or p.until > %(today)s))::int as staff,
       (select count(*) from workforce_start s
        where s.place = %(place)s and s.ended_at is null)::int as on_duty,
       (select count(distinct h.post) from workforce_shift h
        where h.place = %(place)s and h.cancelled_at is null and h.since <= %(at)s
          and h.until > %(at)s)::int as on_shift,
       (select count(*) from outbreaks_case c
        where c.place = %(place)s and c.closed_at is null and c.person is not null)::int as infected_residents,
       (select count(*) from outbreaks_case c
        where c.place = %(place)s and c.closed_at is null and c.post is not null)::int as infected_staff,
       (select count(*) from institutions_result r
        where r.place = %(place)s and r.result = 'positive' and r.at >= %(since)s
          and not exists (select from institutions_result c where c.corrects = r.id))::int as positives
