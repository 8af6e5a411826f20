"""Classes of communities and counties: from cases by written criteria, approved, dated."""
