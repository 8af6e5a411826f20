-- what:  Mark the communities in which a relief began or ended: standing duties look different.
-- in:    since, until: moments between which it happened, the second included
-- out:   communities marked
-- cost:  one scan of the reliefs
-- again: a second mark is taken together with the first
insert into records_change (community, since)
select x.place - x.place %% 1000000, %(until)s from duties_relief x
where (x.since > %(since)s and x.since <= %(until)s)
   or (x.until > %(since)s and x.until <= %(until)s)
group by 1
