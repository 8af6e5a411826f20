-- The first place, per area, where the chain does not hold.
-- in: areas bigint[] or null for every area in sight
-- out: area bigint, seq bigint, kind text (see anlin.journal.rules.Break)
-- cost: one pass over journal_entry, one SHA-256 per entry
-- again: safe, reads only
with linked as (
    select area, seq, hash, prev, journal_seal(e) as seal,
           row_number() over chain as expected,
           coalesce(lag(hash) over chain, '') as before,
           lead(seq) over chain is null as last
    from journal_entry e
    where %(areas)s::bigint[] is null or area = any(%(areas)s::bigint[])
    window chain as (partition by area order by seq)
),
breaks as (
    select area, least(seq, expected) as seq,
           case
               when seq > expected then 'deleted'
               when seal <> hash and prev <> before then 'moved'
               when seal <> hash then 'edited'
               else 'inserted'
           end as kind
    from linked
    where seq <> expected or seal <> hash or prev <> before
    union all
    select area, coalesce(tail.seq, 0) + 1,
           case
               when head.area is null then 'headless'
               when head.seq > coalesce(tail.seq, 0) then 'cut'
               else 'inserted'
           end
    from (select * from linked where last) tail
    full join (
        select * from journal_head
        where %(areas)s::bigint[] is null or area = any(%(areas)s::bigint[])
    ) head using (area)
    where (head.seq, head.hash) is distinct from (tail.seq, tail.hash)
)
select distinct on (area) area, seq, kind
from breaks
order by area, seq
