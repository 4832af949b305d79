"""What a trainer takes into a room: the rule in a page that a browser opens by itself."""
