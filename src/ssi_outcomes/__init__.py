"""Find out, with your own data, whether LinkedIn's Social Selling Index
says anything about results that matter.
"""

__version__ = "0.1.0"
