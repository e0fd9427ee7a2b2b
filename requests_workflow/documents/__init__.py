"""Documents that the product prints: Mẫu số 06 and the department's answers, laid out by Nghị định 30/2020/NĐ-CP."""
