"""Everything the product keeps, kept twice: backups, the way back, and whether all of it is whole."""
