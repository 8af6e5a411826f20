"""Obligations and figures, the derivation of a duty, and row-level security."""

from django.db import migrations

from anlin.base.migration import allow, scoped_table

TABLES = """
alter table duties_window
    add constraint duties_window_kinds check (not dense or cardinality(kinds) between 1 and 3);

create table duties_obligation (
    measure_id int not null,
    place bigint not null,
    subject bigint not null,
    since timestamptz not null,
    until timestamptz not null,
    constraint duties_obligation_span check (since < until)
);
create unique index duties_obligation_once on duties_obligation (measure_id, place, subject, since)
    include (until);
comment on table duties_obligation is
    'Who is concerned by what: standing rows that change when facts change';
comment on column duties_obligation.measure_id is 'policy_measure.id';
comment on column duties_obligation.place is 'lo of the place of the subject (places_place.lo)';
comment on column duties_obligation.subject is 'people_person.id, or places_place.lo of a place';
comment on column duties_obligation.since is 'concerned from here, UTC';
comment on column duties_obligation.until is 'concerned before here, UTC; 9999-12-31 is open';

create table duties_figure (
    window_id int not null,
    level smallint not null,
    place bigint not null,
    due int not null,
    met int not null,
    late int not null,
    excused int not null,
    exempt int not null,
    lapsed int not null,
    primary key (window_id, level, place)
);
comment on table duties_figure is
    'Counts per window and place; whether the rest is open or missed is told by the window';
comment on column duties_figure.window_id is 'duties_window.id';
comment on column duties_figure.level is '0 nation to 5 community';
comment on column duties_figure.place is 'lo of the place (places_place.lo)';
comment on column duties_figure.due is 'duties owed, without exempt ones';
comment on column duties_figure.met is 'of them settled in time';
comment on column duties_figure.late is 'of them settled late';
comment on column duties_figure.excused is 'of them unsettled and excused';
comment on column duties_figure.exempt is 'duties not owed by decision, beside due';
comment on column duties_figure.lapsed is 'own windows: of due missed when last derived';
"""

SPACED = """
create function duties_spaced(moments timestamptz[], weights smallint[], spacing interval)
returns int language plpgsql immutable as $$
declare
    counted timestamptz;
    so_far int := 0;
    act record;
begin
    for act in
        select moment from unnest(moments, weights) as u (moment, weight)
        group by moment having sum(weight) > 0 order by moment
    loop
        if counted is null or act.moment >= counted + spacing then
            counted := act.moment;
            so_far := so_far + 1;
        end if;
    end loop;
    return so_far;
end $$;
comment on function duties_spaced is
    'How many acts count when each must come at least spacing after the one counted before';

create function duties_counted(
    at_place bigint, of_subject bigint, of_kinds smallint[],
    since timestamptz, until timestamptz, spacing interval
) returns int language sql stable as $$
    select duties_spaced(array_agg(e.occurred_at), array_agg(e.weight), spacing)
    from records_evidence e
    where e.place = at_place and e.subject = of_subject and e.kind = any(of_kinds)
      and e.occurred_at >= since and e.occurred_at < until
$$;
comment on function duties_counted is 'How many of one subject''s acts in [since, until) count';
"""

DUTIES_OF = """
create function duties_of(window_ids int[], from_place bigint, to_place bigint, known_at timestamptz)
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
comment on function duties_of is
    'Every duty of these windows at places in [from_place, to_place), as known at a moment';
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("records", "0002_evidence")]

    operations = [
        migrations.RunSQL(TABLES, "drop table duties_figure; drop table duties_obligation;"
            "alter table duties_window drop constraint duties_window_kinds"),
        migrations.RunSQL(SPACED, "drop function duties_counted; drop function duties_spaced"),
        migrations.RunSQL(DUTIES_OF, "drop function duties_of"),
        migrations.RunSQL("insert into duties_beat (id) values (1)", migrations.RunSQL.noop),
        allow("duties_beat", "select, update"),
        allow("duties_window", "select, insert, delete"),
        allow("duties_window_id_seq", "usage"),
        *scoped_table("duties_obligation", "select, insert, update, delete"),
        *scoped_table("duties_figure", "select, insert, update"),
        *scoped_table("duties_relief", "select, insert"),
        allow("duties_relief_id_seq", "usage"),
        *scoped_table("duties_lapse", "select, insert"),
        allow("duties_lapse_id_seq", "usage"),
        *scoped_table("duties_escalation", "select, insert"),
        allow("duties_escalation_id_seq", "usage"),
    ]
