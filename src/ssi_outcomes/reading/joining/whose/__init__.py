"""Whose each row is: what files, folders and archives say of people, and what has to be asked."""
