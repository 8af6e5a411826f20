-- The heads of all chains as an anchor file keeps them, and one root over them.
-- in: nothing
-- out: root text (hex), areas bigint, entries bigint, heads text (area:seq:hash, one a line)
-- cost: one pass over journal_head
-- again: safe, reads only
select encode(sha256(convert_to(heads, 'UTF8')), 'hex') as root, areas, entries, heads
from (
    select coalesce(string_agg(area || ':' || seq || ':' || encode(hash, 'hex'), E'\n'
                               order by area), '') as heads,
           count(*) as areas,
           coalesce(sum(seq), 0)::bigint as entries
    from journal_head
) as now
