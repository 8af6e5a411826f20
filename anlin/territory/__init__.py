"""Who sets up, closes, splits and joins the places of the tree, and what goes with them."""
