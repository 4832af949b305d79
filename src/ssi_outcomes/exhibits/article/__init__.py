"""What described persons can show: statements, persons, claims, and what chosen stories cannot say."""
