"""What lab 07, its task and its checks say."""

TEXTS: dict[str, dict[str, str]] = {}
