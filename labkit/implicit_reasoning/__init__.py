from labkit import messages
from labkit.implicit_reasoning import texts

UNIT = "06_implicit_reasoning"

messages.add(texts.TEXTS)
