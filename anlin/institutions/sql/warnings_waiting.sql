-- Warnings that nobody had taken over at the end of a day, or by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one range of the index (place, raised_at), one probe each
-- again: yes, reads only
select w.place, 1::bigint as number
from institutions_warning w
where w.place >= %(lo)s and w.place < %(hi)s
  and w.raised_at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and not exists (
      select from institutions_step t
      where t.warning = w.id and t.at < least(%(until)s::timestamptz, %(at)s::timestamptz))
