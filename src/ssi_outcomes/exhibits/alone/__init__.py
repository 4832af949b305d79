"""What one person's own weeks show, told to that person."""
