-- what:  Tell which items of a person came before, with what content, and why some of them wait.
-- in:    user; ids of items (text of an array)
-- out:   client_id, digest, standing, number; problem of those put aside
-- cost:  one or two index probes per item; planned anew each time, for a plan made while the table
--        was small would read all of it until statistics catch up
-- again: reads only
select r.client_id, r.digest, r.standing, r.number, a.problem
from field_receipt r
left join field_aside a
  on r.standing <> 1 and a.user_id = r.user_id and a.client_id = r.client_id
 and a.digest = r.digest
where r.user_id = %(user)s::bigint and r.client_id = any(%(ids)s::uuid[])
