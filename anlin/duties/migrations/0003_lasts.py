"""How long a duty lasts: a bound in the window, and from when each obligation counts its days."""

from django.db import migrations, models

DUTIES_OF = """
create or replace function duties_of(window_ids int[], from_place bigint, to_place bigint, known_at timestamptz)
returns table (
    window_id int, measure_id int, subject bigint, place bigint, opens timestamptz,
    closes timestamptz, lapses timestamptz, needs smallint, have int, status text,
    received_late boolean, cured boolean
) language sql stable as $$
select w.id, w.measure_id, o.subject, o.place, t.opens, t.closes, t.lapses, w.needs,
       case when c.timely >= w.needs then c.timely else greatest(c.timely, c.have) end,
       case
           when r.exempt then 'exempt'
           when c.timely >= w.needs then 'met'
           when c.have >= w.needs then 'late'
           when r.excused then 'excused'
           when known_at < t.opens then 'upcoming'
           when known_at < t.lapses then 'open'
           else 'missed'
       end,
       coalesce(not r.exempt, true) and c.timely >= w.needs and c.at_close < w.needs,
       coalesce(not r.exempt, true) and greatest(c.timely, c.have) >= w.needs
           and c.at_lapse < w.needs
from duties_window w
join duties_obligation o
  on o.measure_id = w.measure_id
 and o.place >= greatest(w.lo, from_place) and o.place < least(w.hi, to_place)
 and case
         when w.within is not null
         then o.since >= w.opens and o.since < w.closes and o.until >= o.since + w.within
         when w.own then o.since < w.late_until and o.until >= '9999-12-31 00:00:00+00'
         else o.since <= w.opens and o.until >= w.closes
     end
 and (w.begun_from is null or exists ( -- asked apart: elsewhere the index alone answers
     select from duties_obligation b
     where b.measure_id = o.measure_id and b.place = o.place and b.subject = o.subject
       and b.since = o.since and coalesce(b.begun, b.since) >= w.begun_from))
cross join lateral (
    select case when w.own then greatest(w.opens, o.since) else w.opens end as opens,
           case when w.within is null then w.closes else o.since + w.within end as closes,
           case when w.within is null then w.lapses else o.since + w.within + w.grace end
               as lapses
) t
cross join lateral (
    select bool_or(x.kind = 'exempt') as exempt, bool_or(x.kind = 'excused') as excused
    from duties_relief x
    where x.place = o.place and x.subject = o.subject and x.at <= known_at
      and (x.measure_id is null or x.measure_id = o.measure_id)
      and case
              when t.closes >= '9999-12-31 00:00:00+00'
              then x.since <= known_at and x.until > known_at
              else x.since < t.closes and x.until > t.opens
          end
) r
cross join lateral (
    select w.spacing > interval '0' as spaced
) s
cross join lateral (
    select
        case when s.spaced then duties_spaced(
            array_agg(e.occurred_at) filter (where s.spaced and e.occurred_at < t.closes),
            array_agg(e.weight) filter (where s.spaced and e.occurred_at < t.closes), w.spacing)
        else greatest(0, coalesce(sum(e.weight) filter (where e.occurred_at < t.closes), 0)) end
            ::int as timely,
        case when s.spaced then duties_spaced(
            array_agg(e.occurred_at) filter (where s.spaced),
            array_agg(e.weight) filter (where s.spaced), w.spacing)
        else greatest(0, coalesce(sum(e.weight), 0)) end::int as have,
        case when s.spaced then duties_spaced(
            array_agg(e.occurred_at)
                filter (where s.spaced and e.occurred_at < t.closes and e.received_at <= t.closes),
            array_agg(e.weight)
                filter (where s.spaced and e.occurred_at < t.closes and e.received_at <= t.closes),
            w.spacing)
        else greatest(0, coalesce(sum(e.weight) filter (
            where e.occurred_at < t.closes and e.received_at <= t.closes), 0)) end::int as at_close,
        case when s.spaced then duties_spaced(
            array_agg(e.occurred_at) filter (where s.spaced and e.received_at <= t.lapses),
            array_agg(e.weight) filter (where s.spaced and e.received_at <= t.lapses), w.spacing)
        else greatest(0, coalesce(sum(e.weight) filter (where e.received_at <= t.lapses), 0))
        end::int as at_lapse
    from records_evidence e
    where e.place = o.place and e.subject = o.subject and e.kind = any(w.kinds)
      and e.occurred_at >= t.opens and e.occurred_at < w.late_until
      and e.received_at <= known_at
) c
where w.id = any(window_ids)
$$;
"""
BEGUN = """
alter table duties_obligation add column begun timestamptz;
comment on column duties_obligation.begun is
    'from when a lasting demand counts its days, UTC; null: from since';
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_heart")]

    operations = [
        migrations.AddField(
            "window",
            "begun_from",
            models.DateTimeField(
                null=True,
                db_comment="owed only by whose matter began here or later, UTC; null: by all",
            ),
        ),
        migrations.RunSQL(BEGUN, "alter table duties_obligation drop column begun"),
        migrations.RunSQL(DUTIES_OF, migrations.RunSQL.noop),
    ]
