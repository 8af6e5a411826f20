-- what:  Spend the code of an enrolment, and act in this transaction for whom it was made.
-- in:    digest of the code; at
-- out:   one row, or none if the code is not known, was used or is too old
-- cost:  one index probe and one small write
-- again: finds the code used, and returns nothing
select * from accounts_spend_code(%(digest)s::bytea, %(at)s::timestamptz)
