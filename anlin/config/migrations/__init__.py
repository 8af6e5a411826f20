"""What the product may do with the tables of libraries."""
