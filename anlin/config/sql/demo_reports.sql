-- what:  Reports that the invented communities and homes sent, by place and day, the earliest of each day.
-- in:    nothing
-- out:   id, client_id, place, recorder, name, day, at
-- cost:  one pass over submissions; in the demonstration only
-- again: reads only
select distinct on (s.place, day) s.id, s.client_id, s.place, s.recorder, u.name,
       (s.occurred_at at time zone 'Asia/Shanghai')::date as day, s.received_at as at
from records_submission s
join accounts_user u on u.id = s.recorder
where s.kinds = '[3]' and s.subject = s.place and s.conflict_of_id is null
order by s.place, day, s.received_at
