"""Documents that the product prints: the nine Mẫu, minutes and answers, laid out by Nghị định 30/2020/NĐ-CP."""
