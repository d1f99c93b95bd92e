"""What the keys of a scenario mean: a module for each section of the file, put together in `assembly`."""
