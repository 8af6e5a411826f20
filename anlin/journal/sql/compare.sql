-- The areas whose chain no longer holds what an anchor file saw, heads or no heads.
-- in: areas bigint[], seqs bigint[], hashes text[] (hex), of equal length
-- out: area bigint, seq bigint, kind text (see anlin.journal.rules.Break)
-- cost: one index look-up per anchored area
-- again: safe, reads only
select seen.area, seen.seq, case when e.id is null then 'cut' else 'edited' end as kind
from unnest(%(areas)s::bigint[], %(seqs)s::bigint[], %(hashes)s::text[]) as seen (area, seq, hash)
left join journal_entry e on e.area = seen.area and e.seq = seen.seq
where e.hash is distinct from decode(seen.hash, 'hex')
order by seen.area
