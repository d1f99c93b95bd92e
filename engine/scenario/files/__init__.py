"""From a folder or zip to a tree of nodes. Knows YAML and limits, and no key of the format."""
