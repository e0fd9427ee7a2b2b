"""Documents that the product prints: Mẫu số 01, 06 and 07, minutes and answers, laid out by Nghị định 30/2020/NĐ-CP."""
