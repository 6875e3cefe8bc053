"""Pages composed from several apps. The one place that may name every app."""
