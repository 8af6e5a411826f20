-- The institutions of a range with what one asks first: beds, residents, staff, papers, warnings.
-- in: lo, hi (places), day
-- out: one row per institution: id, place, kind, name, owner, since, beds, inside, away, staff,
--      carers, waiting (warnings nobody took over), papers by kind of arrangement
-- cost: one range of the index of each table
-- again: yes, reads only
with here as (
    select id, place, kind, name, owner, since from institutions_institution
    where place >= %(lo)s and place < %(hi)s and since <= %(day)s::date
      and (until is null or until > %(day)s::date)
),
beds as (
    select institution, count(*) as beds from institutions_location
    where place >= %(lo)s and place < %(hi)s and kind = 'bed' and until is null
    group by 1
),
stays as (
    select institution, count(*) filter (where state = 'in') as inside,
           count(*) filter (where state = 'leave') as away
    from institutions_stay where place >= %(lo)s and place < %(hi)s and until is null
    group by 1
),
staff as (
    select institution, count(*) as staff, count(*) filter (where job = 'carer') as carers
    from institutions_post where place >= %(lo)s and place < %(hi)s and until is null
    group by 1
),
waits as (
    select w.institution, count(*) as waiting from institutions_warning w
    where w.place >= %(lo)s and w.place < %(hi)s
      and not exists (select from institutions_step t where t.warning = w.id)
    group by 1
),
papers as (
    select institution, jsonb_object_agg(kind, jsonb_build_object(
               'name', name, 'phone', phone, 'on', on_day)) as papers
    from institutions_arrangement
    where place >= %(lo)s and place < %(hi)s and until is null
    group by 1
)
select h.*, coalesce(b.beds, 0) as beds, coalesce(s.inside, 0) as inside,
       coalesce(s.away, 0) as away, coalesce(f.staff, 0) as staff,
       coalesce(f.carers, 0) as carers, coalesce(w.waiting, 0) as waiting,
       coalesce(p.papers, '{}') as papers
from here h
left join beds b on b.institution = h.id
left join stays s on s.institution = h.id
left join staff f on f.institution = h.id
left join waits w on w.institution = h.id
left join papers p on p.institution = h.id
order by h.place
