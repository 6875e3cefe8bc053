"""The pages: `entry` before somebody is let in, `access` for who is."""
