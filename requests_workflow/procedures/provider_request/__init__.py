"""What every request to the provider shares (01–05): the way there, its receipt, its answer row by row, the copies.

Not a procedure and not a base of one: a procedure takes the parts it needs, each with its own clauses.
"""
