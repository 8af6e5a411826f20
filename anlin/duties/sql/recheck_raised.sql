-- what:  Look again at communities whose lapses were raised after their time on the ladder.
-- in:    after: the last lapse (id) before the sweep; at: up to when every ladder was climbed
-- out:   communities marked
-- cost:  one index range scan over the lapses just raised
-- again: a second mark is taken together with the first
insert into duties_recheck (community, since)
select l.place - l.place %% 1000000, min(l.opens) from duties_lapse l
where l.id > %(after)s and l.lapsed_at <= %(at)s
group by 1
