"""What lab 05, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {}
