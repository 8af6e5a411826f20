"""What the room of orders promises."""
