"""The worker's screens: today's list, recording, persons and households."""
