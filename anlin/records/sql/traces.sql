-- Who of some persons has an entry.
-- in: lo, hi (places), persons (bigint[])
-- out: subject
-- cost: one range of the index (place, subject, occurred_at)
-- again: yes, reads only
select distinct subject from records_submission
where place >= %(lo)s and place < %(hi)s and subject = any(%(persons)s::bigint[])
