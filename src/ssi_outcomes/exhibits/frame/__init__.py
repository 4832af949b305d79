"""What every exhibit is made of, whoever reads it: picture, sentence and table, from the same named facts."""
