-- One root over the heads of all chains.
-- in: nothing
-- out: root bytea, areas bigint, entries bigint
-- cost: one pass over journal_head
-- again: safe, reads only
select sha256(convert_to(coalesce(string_agg(
           area || ':' || seq || ':' || encode(hash, 'hex'), E'\n' order by area), ''), 'UTF8'))
           as root,
       count(*) as areas,
       coalesce(sum(seq), 0)::bigint as entries
from journal_head
