-- what:  What is odd about the records of each community: equal values, impossible speed, bursts in
--        the last hour of a day, late entries, and calls back that disagree.
-- in:    lo, hi; since, until (received in); least (records of a place), most (places)
-- out:   place (lo of the community), name, code, records; identical (share of the commonest
--        temperature among all), fastest (most records of one hand in five minutes, of contacts and visits: a round in
--        an institution comes in as a whole), last_hour and
--        backdated (shares), disagreed (records that were corrected by another hand); the oddest first
-- cost:  one range over receipts, one sort by hand and time
-- again: reads only
with told as materialized (
    select s.place - s.place %% 1000000 as community, s.recorder, s.occurred_at, s.received_at,
           s.content ->> 'temperature' as temperature,
           s.kinds @> '1' or s.kinds @> '7' as at_doors,
           exists (select from records_submission x
                   where x.corrects_id = s.id and x.recorder <> s.recorder) as disagreed
    from records_submission s
    where s.place >= %(lo)s and s.place < %(hi)s and s.conflict_of_id is null
      and s.received_at >= %(since)s and s.received_at < %(until)s
),
equal as (
    select community, max(n)::float / nullif(sum(n), 0) as identical
    from (select community, temperature, count(*) as n from told
          where temperature is not null group by 1, 2) t
    group by 1
),
speed as (
    select community, max(n) as fastest
    from (
        select community, count(*) over (
            partition by community, recorder order by occurred_at
            range between interval '5 minutes' preceding and current row) as n
        from told where at_doors
    ) t
    group by 1
),
shares as (
    select community, count(*) as records,
           avg((extract(hour from occurred_at at time zone 'Asia/Shanghai') = 23)::int) as last_hour,
           avg((received_at > occurred_at + interval '6 hours')::int) as backdated,
           count(*) filter (where disagreed) as disagreed
    from told group by 1 having count(*) >= %(least)s
)
select s.community as place, p.name, p.code, s.records, coalesce(e.identical, 0)::float as identical,
       coalesce(v.fastest, 0) as fastest, s.last_hour::float as last_hour, s.backdated::float as backdated, s.disagreed
from shares s
left join speed v using (community)
left join equal e using (community)
join places_place p on p.level = 5 and p.lo = s.community
order by coalesce(e.identical, 0) + s.last_hour + s.backdated + coalesce(v.fastest, 0) / 10.0 + s.disagreed desc,
         s.community
limit %(most)s
