"""Dates as people in Finland write them, where Django writes them as in Sweden or the United States."""
