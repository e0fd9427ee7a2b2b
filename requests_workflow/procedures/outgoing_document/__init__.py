"""How a managing body makes and sends a văn bản đề nghị (NĐ 30/2020): parts that every procedure with a form uses.

Not a procedure and not a base of one: a procedure takes the acts it needs and says the rest itself.
"""
