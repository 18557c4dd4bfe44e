"""A leaf of the tree, bound to what its provision says: one class for each kind of comparison. Pure."""
