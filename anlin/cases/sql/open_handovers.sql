-- People offered to a community, there, from the offer on; an answer is evidence, and what was taken
-- back is owed no more.
-- in: nothing
-- out: subject, place (the community that is asked), since, until, key (empty)
-- cost: one pass over hand-overs
-- again: yes, reads only
select h.person as subject, h.to_place as place, h.offered_at as since,
       case h.answer when 'withdrawn' then h.answered_at
            else timestamptz '9999-12-31 00:00+00' end as until,
       '' as key
from cases_handover h
where h.answer <> 'withdrawn' or h.answered_at > h.offered_at
