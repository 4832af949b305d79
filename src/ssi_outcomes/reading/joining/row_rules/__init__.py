"""What must hold within rows and between them, once every cell is read."""
