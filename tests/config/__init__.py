"""How everything is started and stopped."""
