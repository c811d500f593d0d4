"""Adds up the expenses of a month, by category."""

import csv
import sys


def totals(path):
    result = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            c = row["category"]
            if c in result:
                result[c] = result[c] + float(row["amount"])
            else:
                result[c] = float(row["amount"])
    return result


if __name__ == "__main__":
    path = sys.argv[1] if len(sys.argv) > 1 else "expenses.csv"
    for category, amount in sorted(totals(path).items()):
        print(f"{category:10} {amount:8.2f}")
