"""People whom an epidemic concerns one by one; so far those under home observation."""
