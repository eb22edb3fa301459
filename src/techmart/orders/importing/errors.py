"""What is wrong with a file, and where."""


class BadInput(Exception):
    """The file cannot be imported; the message names line and column, and nothing was written."""

    def __init__(self, problem: str, *, line: int | None = None, column: str | None = None) -> None:
        self.problem, self.line, self.column = problem, line, column
        places = [f"line {line}"] if line is not None else []
        places += [f"column {column!r}"] if column is not None else []
        super().__init__(f"{', '.join(places)}: {problem}" if places else problem)
