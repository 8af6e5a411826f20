-- what:  Take changed communities off the queue, each with the earliest moment it matters for.
-- in:    most: how many marks to take at once
-- out:   community, since
-- cost:  one scan of the queue's head
-- again: a mark is taken once; marks set meanwhile stay for the next call
with taken as (
    delete from records_change
    where ctid = any(array(select ctid from records_change limit %(most)s for update skip locked))
    returning community, since
)
select community, min(since) as since from taken group by community
