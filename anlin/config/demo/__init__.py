"""The demonstration: invented people on real divisions, and a fortnight of uneven history.

Nobody in it exists. Identity numbers carry the region 990000, which is assigned to no place;
telephone numbers begin with 000, behind which no exchange can stand, because 00 leads abroad and
no country's code begins with 0.
"""
