"""What can be wrong with a file that somebody loads, as sentences for people."""


class ImportFileError(Exception):
    """The file as a whole cannot be read; the message is a translated sentence that says why and what helps."""


class CellError(ValueError):
    """A cell cannot be understood; the message is a translated sentence without the name of the column."""
