"""What things are called in the files of this field."""
