"""What lab 03, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {}
