-- Values of residents before a round: the last ones, and the medians of the last days at rest.
-- in: homes (places of buildings), persons, since (moment the baseline begins), before (moment)
-- out: one row per person with a reading: person, last (content), last_at, rounds, temperature, spo2,
--      breathing (medians, or null)
-- cost: one range of the index of entries per person and building
-- again: yes, reads only
select subject as person, (array_agg(content order by occurred_at desc, id desc))[1] as last,
       max(occurred_at) as last_at,
       count(*) filter (where told) as rounds,
       percentile_cont(0.5) within group (order by (content ->> 'temperature')::numeric)
           filter (where told) as temperature,
       percentile_cont(0.5) within group (order by (content ->> 'spo2')::numeric)
           filter (where told) as spo2,
       percentile_cont(0.5) within group (order by (content ->> 'breathing')::numeric)
           filter (where told) as breathing
from (
    select s.id, s.subject, s.content, s.occurred_at,
           s.kinds @> '[4]' and coalesce(s.content ->> 'posture', 'rest') = 'rest' as told
    from records_submission s
    where s.place = any(%(homes)s::bigint[]) and s.subject = any(%(persons)s::bigint[])
      and s.occurred_at >= %(since)s::timestamptz and s.occurred_at <= %(before)s::timestamptz
      and (s.kinds @> '[4]' or s.kinds @> '[80]') and s.conflict_of_id is null
      and not exists (select from records_submission c where c.corrects_id = s.id)
) standing
group by subject
