-- what:  Keep reports that came in by another way than the screen (a program, a bulk file) as versions
--        of their day, too. A line that was not sent counts as not said and is left out.
-- in:    submissions (records_submission.id[]), lines (text[]: the names of lines), places, kinds (what
--        the sender reports for below a community, arrays of equal length); no other such place reports
-- out:   reports kept
-- cost:  one probe for each submission, one for the newest version of its day
-- again: a submission is kept once
insert into committees_report (
    client_id, place, kind, subject, day, version, zero, lines, reason, submission, by, signer, at
)
select s.client_id, s.place, s.kind, s.subject, s.day,
       coalesce(v.version, 0) + row_number() over (partition by s.subject, s.day order by s.id),
       not exists (
           select from unnest(%(lines)s::text[]) l
           where s.content ->> l is null or (s.content ->> l)::int <> 0),
       coalesce((
           select jsonb_object_agg(l, jsonb_build_object('known', null, 'said', (s.content ->> l)::int, 'why', ''))
           from unnest(%(lines)s::text[]) l where s.content ->> l is not null), '{}'),
       case when coalesce(v.version, 0) + row_number() over (partition by s.subject, s.day order by s.id) = 1
            then '' else '—' end,
       s.id, s.recorder, coalesce(u.name, ''), s.received_at
from (
    select s.*, (s.occurred_at at time zone 'Asia/Shanghai')::date as day,
           coalesce(o.kind, 'place') as kind
    from records_submission s
    left join unnest(%(places)s::bigint[], %(kinds)s::text[]) o (place, kind) on o.place = s.place
    where s.id = any(%(submissions)s::bigint[]) and s.subject = s.place and s.conflict_of_id is null
      and (s.place %% 1000000 = 0 or o.place is not null)
) s
left join accounts_user u on u.id = s.recorder
left join lateral (
    select max(version) as version from committees_report r
    where r.kind = s.kind and r.subject = s.subject and r.day = s.day
) v on true
where not exists (select from committees_report k where k.submission = s.id)
on conflict do nothing
