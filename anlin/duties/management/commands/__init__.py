"""The heart's commands, one file each."""
