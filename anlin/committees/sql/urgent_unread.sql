-- Urgent reports of the last three days that nobody above has read.
-- in: lo, hi (places), until
-- out: place, number
-- cost: one range of the index (place, at), one probe each
-- again: yes, reads only
select u.place, 1::bigint as number
from committees_urgent u
where u.place >= %(lo)s and u.place < %(hi)s
  and u.at < %(until)s and u.at >= %(until)s::timestamptz - interval '3 days'
  and not exists (select from committees_receipt r where r.urgent = u.id and r.at < %(until)s)
