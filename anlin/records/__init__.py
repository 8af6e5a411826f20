"""What people recorded: receipts, and the evidence that counts."""
