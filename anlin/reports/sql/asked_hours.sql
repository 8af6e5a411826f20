-- what:  Minutes that orders asked of workers at a place within some days, by the office that issued them.
-- in:    place, level, since, until (moments), roles (who does the work)
-- out:   order, issuer_zh, issuer_en, code, zh, en, duties, minutes
-- cost:  the windows of these days, one probe each
-- again: reads only
select o.id as "order", o.issuer_zh, o.issuer_en, m.code, m.zh, m.en,
       sum(f.due)::bigint as duties, sum(f.due::bigint * m.minutes) as minutes
from duties_window w
join duties_figure f on f.window_id = w.id and f.level = %(level)s and f.place = %(place)s
join policy_measure m on m.id = w.measure_id
join policy_order o on o.id = w."order"
where w.opens >= %(since)s and w.opens < %(until)s and m.owed_by = any(%(roles)s::text[])
group by o.id, o.issuer_zh, o.issuer_en, m.code, m.zh, m.en
order by minutes desc, m.code
