"""What a lot tells that watching cannot: results and score as they were assigned."""
