-- what:  Tell what rows earlier items of a person became, at once or after a supervisor's decision.
-- in:    user; ids of items
-- out:   client_id, number of those that became one
-- cost:  two or three index probes per item
-- again: reads only
select client_id, number from field_receipt
where user_id = %(user)s::bigint and client_id = any(%(ids)s::uuid[]) and number is not null
union all
select a.client_id, d.number from field_aside a join field_decision d on d.aside_id = a.id
where a.user_id = %(user)s::bigint and a.client_id = any(%(ids)s::uuid[]) and d.number is not null
