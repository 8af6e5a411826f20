-- How the chains of a range of areas stand: which wait longest to be verified, and what was found.
-- in:    lo, hi bigint: the range of areas, half-open
-- out:   area bigint, seq bigint (entries now), read bigint (of those, when last verified; null:
--        never), at timestamptz, broken_at bigint, kind text
-- cost:  one pass over the heads and over the verifications of the range
-- again: safe, reads only
select head.area, head.seq, latest.seq as read, latest.at, latest.broken_at, latest.kind
from journal_head head
left join (
    select distinct on (area) area, seq, at, broken_at, kind
    from journal_check
    where area >= %(lo)s and area < %(hi)s
    order by area, at desc, id desc
) latest using (area)
where head.area >= %(lo)s and head.area < %(hi)s and head.seq > 0
order by latest.at nulls first, head.area
