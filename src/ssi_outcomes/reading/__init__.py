"""Read what people bring, refuse what cannot be read, and say where and why."""
