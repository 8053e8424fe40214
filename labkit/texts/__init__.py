"""The sentences behind `labkit.messages`: one module for labkit itself, one for each unit."""
