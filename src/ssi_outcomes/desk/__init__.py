"""What a person asks for: the command line and its commands."""
