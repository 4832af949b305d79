"""What all may know: errors and messages, files, paths, the plan, the
codebook, privacy, text that is safe to show.
"""
