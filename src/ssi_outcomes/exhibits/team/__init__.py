"""What a team's weeks show: the verdict with what it rests on, its rivals, what announces results."""
