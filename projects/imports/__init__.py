"""Importing projects from files of any kind: bytes → source rows → parsed rows → resolved rows → projects.

source_files/ reads bytes, layouts/ knows the kinds of files, parsing/ makes rows of cells, resolve/ finds what their
names mean, merge/ compares them with the projects. pipeline.py is the way in, rollback.py the way back.
"""
