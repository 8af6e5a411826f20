-- what:  Let what is excused or exempt go on for people whose building got a new code.
-- in:    today
-- out:   reliefs that go on
-- cost:  one pass over buildings that got a new code, joined to reliefs by place
-- again: what goes on already is left alone
insert into duties_relief (measure_id, place, subject, since, until, kind, reason, by, at)
select r.measure_id, t.lo, case when r.subject = r.place then t.lo else r.subject end,
       r.since, r.until, r.kind, r.reason, r.by, r.at
from places_succession s
join places_place f on f.code = s.from_code and f.level = 7
join places_place t on t.code = s.to_code
join duties_relief r on r.place = f.lo
where s.kind = 'recode' and s."on" <= %(today)s
  and r.until > s."on"::timestamp at time zone 'Asia/Shanghai'
  and not exists (
      select from duties_relief k
      where k.place = t.lo and k.kind = r.kind and k.since = r.since and k.until = r.until
        and k.at = r.at and k.by = r.by
        and k.subject = case when r.subject = r.place then t.lo else r.subject end
        and k.measure_id is not distinct from r.measure_id)
