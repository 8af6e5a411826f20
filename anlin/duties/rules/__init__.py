"""How a duty is decided: windows from the law, a status from a window and what was recorded."""
