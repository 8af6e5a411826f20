"""What only the leaders' pages draw."""
