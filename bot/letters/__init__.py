"""Letters: a plan's step and its facts become a letter, and a letter becomes text, DOCX, PDF or calendar."""
