-- People found unwell within a day, at a contact, by an abnormal reading or in a round; each once.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: three ranges of the index of evidence by kind
-- again: yes, reads only
select place, 1::bigint as number
from records_evidence
where kind in (8, 20, 81) and place >= %(lo)s and place < %(hi)s
  and occurred_at >= %(since)s and occurred_at < %(until)s
group by place, subject
having sum(weight) > 0
