"""Who may start when and why not yet, who is on which shift, who is lent where."""
