"""Tables with people down and weeks or months across: each number stands where two headers meet."""
