-- Who may be somebody who is about to be registered: born on that day, name one sign apart at most.
-- in: area (community), name, born_on
-- out: id
-- cost: one probe of the index (area, born_on); names of one birthday only are compared
-- again: yes, reads only
select id
from people_person
where area = %(area)s and born_on = %(born_on)s and living <> 'double'
  and levenshtein(left(name, 60), left(%(name)s, 60)) <= 1
order by id
