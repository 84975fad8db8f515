class Pond:
    """A pond, with ```fences``` in its words."""

    def freeze(self, degrees: int) -> bool:
	# A tab stays a tab.
        return degrees < 0
