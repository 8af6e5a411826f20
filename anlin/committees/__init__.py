"""What communities and institutions report each day, urgently, and who answers for whom."""
