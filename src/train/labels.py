"""The numbers of label pictures, as core::Region has them, and of pixels of which nothing is known."""

BACKGROUND, SKIN, HAIR, BALD, THINNING = range(5)
REGIONS, UNKNOWN = 5, 255


def is_bare(labels):
    """Where skin shows without any hair."""
    return (labels == SKIN) | (labels == BALD)
