"""The kinds of files that are known by their headers, a module each."""
