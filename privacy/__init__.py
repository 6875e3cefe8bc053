"""Personal data of all apps: what there is, how long it is kept, and how one person's is exported or erased.

Knows no app above it: each app registers its own part when it is ready, from its module `personal_data`.
"""
