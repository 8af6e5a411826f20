-- what:  List people at home whose last abnormal reading nobody has dealt with.
-- in:    lo, hi
-- out:   person, place (where they live now), at, submission (the newest such reading)
-- cost:  one range of the index of evidence of that kind, and one probe for each person in it
-- again: reads only
select o.person, o.place, a.at, a.submission
from (
    select subject, max(occurred_at) as at,
           (array_agg(submission order by occurred_at desc))[1] as submission
    from (
        select e.subject, e.occurred_at, max(e.submission) filter (where e.weight > 0) as submission
        from records_evidence e
        where e.kind = 20 and e.place >= %(lo)s and e.place < %(hi)s
        group by e.subject, e.occurred_at
        having sum(e.weight) > 0
    ) standing
    group by subject
) a
join cases_observation o on o.person = a.subject and o.ended_at is null
where o.place >= %(lo)s and o.place < %(hi)s
  and a.at >= o.opened_at - interval '1 day'
  and not exists (
      select from people_residence r
      join records_evidence c on c.kind = 21 and c.place = r.place and c.subject = r.person
      where r.person = o.person and c.occurred_at >= a.at and c.weight > 0)
order by a.at, o.person
