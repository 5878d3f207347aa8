"""What keeps personal data out of places that keep things."""
