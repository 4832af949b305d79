"""From bytes to sheets, within limits."""
