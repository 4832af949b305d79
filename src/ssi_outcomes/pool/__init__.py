"""Many teams, one answer: the file that a team hands over, and a folder of such files."""
