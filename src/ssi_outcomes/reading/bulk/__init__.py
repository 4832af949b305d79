"""The short way through large clean texts, column by column."""
