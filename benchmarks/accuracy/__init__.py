"""How well hedui reads and compares notices it has never seen: invented ones with known differences, and a scorer."""
