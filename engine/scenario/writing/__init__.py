"""A scenario file written down again: as it stood, in house style, or changed in one place."""
