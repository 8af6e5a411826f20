-- what:  Take back what corrected entries said: the opposite of their evidence, and a mark on each
--        changed community.
-- in:    ids: entries just taken that correct others; received_at
-- out:   nothing
-- cost:  two index probes an entry, and one for each kind of evidence of what it corrects
-- again: takes back once more; run it once, in the transaction that took the entries
with corrected as (
    select distinct s.id, old.id as old, old.place, old.subject, old.occurred_at, k::smallint as kind
    from records_submission s
    join records_submission old on old.id = s.corrects_id
    cross join jsonb_array_elements_text(old.kinds) k
    where s.id = any(%(ids)s::bigint[])
),
evidence as (
    insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
    select e.place, e.subject, e.occurred_at, %(received_at)s::timestamptz, c.id, e.kind, -e.weight
    from corrected c
    join records_evidence e on e.kind = c.kind and e.place = c.place and e.subject = c.subject
         and e.occurred_at = c.occurred_at and e.submission = c.old and e.weight > 0
    returning place, occurred_at
)
insert into records_change (community, since)
select place - place %% 1000000, min(occurred_at) from evidence group by 1
