"""What a trainer takes into a room: pages and sheets to try and to answer, and what the room learned."""
