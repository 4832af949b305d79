"""Tables that no kind reads as they lie: what is asked of them, and which step makes them readable."""
